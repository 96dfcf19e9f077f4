/**
 * From what a handler method returns to a response.
 */
@NullMarked
package io.fastcgi.spring.handler.result;

import org.jspecify.annotations.NullMarked;
