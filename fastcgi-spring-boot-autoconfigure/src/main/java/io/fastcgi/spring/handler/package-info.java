/**
 * From an exchange to a handler method and back: routing, argument binding and result
 * writing.
 */
@NullMarked
package io.fastcgi.spring.handler;

import org.jspecify.annotations.NullMarked;
