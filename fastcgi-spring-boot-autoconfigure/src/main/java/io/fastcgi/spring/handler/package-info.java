/**
 * What handlers, and those who add to their model, write against.
 */
@NullMarked
package io.fastcgi.spring.handler;

import org.jspecify.annotations.NullMarked;
