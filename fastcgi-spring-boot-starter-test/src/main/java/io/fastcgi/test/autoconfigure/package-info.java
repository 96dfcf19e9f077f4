/**
 * Support for tests of FastCGI and SCGI applications.
 */
@NullMarked
package io.fastcgi.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
