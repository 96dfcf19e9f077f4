/**
 * Annotations of the handler programming model.
 */
@NullMarked
package io.fastcgi.spring.annotation;

import org.jspecify.annotations.NullMarked;
