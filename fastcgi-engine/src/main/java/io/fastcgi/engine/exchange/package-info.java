/**
 * What a handler sees: one request with its params, its input and its output, whatever
 * the wire protocol.
 */
@NullMarked
package io.fastcgi.engine.exchange;

import org.jspecify.annotations.NullMarked;
