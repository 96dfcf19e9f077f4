/**
 * What to compare with.
 */
@NullMarked
package io.fastcgi.benchmarks.mvc;

import org.jspecify.annotations.NullMarked;
