/**
 * Real front ends as processes of a test, with the recipes of the user guide.
 */
@NullMarked
package io.fastcgi.frontend;

import org.jspecify.annotations.NullMarked;
