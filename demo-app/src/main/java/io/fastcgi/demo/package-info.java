/**
 * Guestbook that is served over FastCGI and SCGI.
 */
@NullMarked
package io.fastcgi.demo;

import org.jspecify.annotations.NullMarked;
