/**
 * JMH benchmarks, made for {@code -prof gc}: the bytes that an operation allocates are
 * the same on every machine, which its time is not.
 */
@NullMarked
package io.fastcgi.microbenchmarks;

import org.jspecify.annotations.NullMarked;
