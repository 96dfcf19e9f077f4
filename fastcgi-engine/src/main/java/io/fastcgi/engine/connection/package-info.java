/**
 * Connections of front ends: records become exchanges, and what handlers write becomes
 * records.
 */
@NullMarked
package io.fastcgi.engine.connection;

import org.jspecify.annotations.NullMarked;
