/**
 * Asks the same of every front end, and writes down what it does.
 */
@NullMarked
package io.fastcgi.frontend.matrix;

import org.jspecify.annotations.NullMarked;
