package io.fastcgi.spring.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Properties of forms with files.
 *
 * @param enabled Whether to read forms with files (multipart/form-data).
 * @param maxFileSize Size of the largest file of a form. Larger ones are refused with
 * status 413.
 * @param maxRequestSize Size of the largest form with files. Larger ones are refused with
 * status 413.
 * @param maxParts Most fields and files of a form. More are refused with status 413.
 * @param fileSizeThreshold Size of the largest file that is kept in memory. Larger ones
 * are written to temporary files, which are deleted when the request ends.
 * @param location Directory of temporary files. That of the virtual machine unless set.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record MultipartProperties(@DefaultValue("true") boolean enabled, @DefaultValue("1MB") DataSize maxFileSize,
		@DefaultValue("10MB") DataSize maxRequestSize, @DefaultValue("100") int maxParts,
		@DefaultValue("0B") DataSize fileSizeThreshold, @Nullable Path location) {

	/**
	 * Check the values.
	 */
	public MultipartProperties {
		Assert.isTrue(maxFileSize.toBytes() > 0, "'max-file-size' must be positive");
		Assert.isTrue(maxRequestSize.toBytes() > 0, "'max-request-size' must be positive");
		Assert.isTrue(maxParts > 0, "'max-parts' must be positive");
		Assert.isTrue(!fileSizeThreshold.isNegative() && fileSizeThreshold.toBytes() < Integer.MAX_VALUE,
				"'file-size-threshold' must not be negative and less than 2GB");
	}

}
