/**
 * Metrics and health of the server.
 */
@NullMarked
package io.fastcgi.spring.actuate;

import org.jspecify.annotations.NullMarked;
