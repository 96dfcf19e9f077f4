/**
 * Where the arguments of handler methods come from.
 */
@NullMarked
package io.fastcgi.spring.handler.argument;

import org.jspecify.annotations.NullMarked;
