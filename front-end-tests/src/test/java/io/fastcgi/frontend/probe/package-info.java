/**
 * The application that the front ends are asked for: it says what it was told, and does
 * what a request wants it to do.
 */
@NullMarked
package io.fastcgi.frontend.probe;

import org.jspecify.annotations.NullMarked;
