/**
 * Measures whole paths, with nginx in front and wrk as the client.
 */
@NullMarked
package io.fastcgi.benchmarks.load;

import org.jspecify.annotations.NullMarked;
