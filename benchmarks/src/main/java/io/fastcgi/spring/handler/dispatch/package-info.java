/**
 * Benchmarks of steps that the dispatcher takes in between, and that no public type leads
 * to: routes, and arguments that are bound to the parameters of real handlers.
 */
@NullMarked
package io.fastcgi.spring.handler.dispatch;

import org.jspecify.annotations.NullMarked;
