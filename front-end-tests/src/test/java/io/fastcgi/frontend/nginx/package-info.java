/**
 * What only nginx does.
 */
@NullMarked
package io.fastcgi.frontend.nginx;

import org.jspecify.annotations.NullMarked;
