package io.fastcgi.spring.handler;

import java.io.InputStream;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The file that a filter answers with a version of (FastCGI 1.0, section 6.4).
 *
 * @param content the file as it comes; reads wait for the front end, and throw an
 * {@link java.io.IOException} where it breaks off
 * @param length the number of bytes that the front end announced, {@code -1} if it did
 * not
 * @param lastModified when the file was changed last, if the front end says so
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record FilterData(InputStream content, long length, @Nullable Instant lastModified) {

}
