/**
 * Ways to move bytes: the JDK's selectors, epoll, kqueue and io_uring.
 */
@NullMarked
package io.fastcgi.engine.transport;

import org.jspecify.annotations.NullMarked;
