/**
 * What only Apache httpd does.
 */
@NullMarked
package io.fastcgi.frontend.apache;

import org.jspecify.annotations.NullMarked;
