/**
 * What only Caddy does.
 */
@NullMarked
package io.fastcgi.frontend.caddy;

import org.jspecify.annotations.NullMarked;
