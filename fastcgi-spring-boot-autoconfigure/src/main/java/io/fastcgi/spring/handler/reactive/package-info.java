/**
 * The only place that knows Reactive Streams, where they are present.
 */
@NullMarked
package io.fastcgi.spring.handler.reactive;

import org.jspecify.annotations.NullMarked;
