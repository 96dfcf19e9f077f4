/**
 * Servers to measure.
 */
@NullMarked
package io.fastcgi.benchmarks;

import org.jspecify.annotations.NullMarked;
