/**
 * Forms with files, {@code multipart/form-data} (RFC 7578).
 */
@NullMarked
package io.fastcgi.spring.handler.multipart;

import org.jspecify.annotations.NullMarked;
