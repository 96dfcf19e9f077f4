/**
 * From an exchange to a handler method: routing, calling, and the end of a request.
 */
@NullMarked
package io.fastcgi.spring.handler.dispatch;

import org.jspecify.annotations.NullMarked;
