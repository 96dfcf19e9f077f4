/**
 * Observation of requests with Micrometer.
 */
@NullMarked
package io.fastcgi.spring.observation;

import org.jspecify.annotations.NullMarked;
