/**
 * Assertions about JSON in responses.
 */
@NullMarked
package io.fastcgi.test.json;

import org.jspecify.annotations.NullMarked;
