/**
 * The two wire formats: FastCGI records and SCGI requests as bytes, without any meaning
 * given to them.
 */
@NullMarked
package io.fastcgi.engine.codec;

import org.jspecify.annotations.NullMarked;
