/**
 * A FastCGI 1.0 and SCGI client for tests of servers, written from the specifications.
 * <p>
 * Start at {@link io.fastcgi.test.FastCgiTestClient}.
 */
@NullMarked
package io.fastcgi.test;

import org.jspecify.annotations.NullMarked;
