/**
 * Draws the charts of the documentation.
 */
@NullMarked
package io.fastcgi.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
