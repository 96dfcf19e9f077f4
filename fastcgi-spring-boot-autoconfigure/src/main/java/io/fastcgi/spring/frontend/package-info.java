/**
 * Configuration of front ends, written from what a running server listens on and allows.
 */
@NullMarked
package io.fastcgi.spring.frontend;

import org.jspecify.annotations.NullMarked;
