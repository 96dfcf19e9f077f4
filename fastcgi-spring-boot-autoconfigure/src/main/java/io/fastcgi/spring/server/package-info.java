/**
 * The listener in the life of an application: start, drain and stop.
 */
@NullMarked
package io.fastcgi.spring.server;

import org.jspecify.annotations.NullMarked;
