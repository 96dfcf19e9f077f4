/**
 * Embedded web server that forwards HTTP requests to the demo over FastCGI.
 */
@NullMarked
package io.fastcgi.demo.front;

import org.jspecify.annotations.NullMarked;
