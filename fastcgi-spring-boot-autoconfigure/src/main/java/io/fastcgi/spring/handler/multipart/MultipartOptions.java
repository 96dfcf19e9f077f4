package io.fastcgi.spring.handler.multipart;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Bounds of forms with files.
 *
 * @param enabled whether such forms are read at all
 * @param maxFileSize the most bytes of a file
 * @param maxRequestSize the most bytes of a form
 * @param maxTextSize the most bytes that all fields of a form together may have that are
 * no files; they are in memory
 * @param maxParts the most fields and files of a form
 * @param fileSizeThreshold the most bytes of a file that is kept in memory and not
 * written to a temporary file
 * @param location the directory of temporary files, {@code null} for that of the virtual
 * machine
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record MultipartOptions(boolean enabled, long maxFileSize, long maxRequestSize, long maxTextSize, int maxParts,
		long fileSizeThreshold, @Nullable Path location) {

}
