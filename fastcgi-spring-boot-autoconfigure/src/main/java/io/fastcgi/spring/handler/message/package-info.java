/**
 * Requests and responses as handlers see them, and their bodies.
 */
@NullMarked
package io.fastcgi.spring.handler.message;

import org.jspecify.annotations.NullMarked;
