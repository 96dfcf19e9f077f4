/**
 * Auto-configuration of the server, the handlers and what watches them.
 */
@NullMarked
package io.fastcgi.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
