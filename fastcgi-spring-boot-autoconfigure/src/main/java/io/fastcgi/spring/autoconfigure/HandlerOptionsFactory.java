package io.fastcgi.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.fastcgi.spring.handler.argument.ArgumentOptions;
import io.fastcgi.spring.handler.dispatch.HandlerOptions;
import io.fastcgi.spring.handler.multipart.MultipartOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Makes the options of handlers of properties.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HandlerOptionsFactory {

	private HandlerOptionsFactory() {
	}

	static HandlerOptions create(FastCgiServerProperties properties) {
		return new HandlerOptions(properties.pathSources(), Math.toIntExact(properties.maxGatheredBody().toBytes()),
				maxGatheredBodies(properties),
				new ArgumentOptions(properties.trustRemoteUser(), multipart(properties)));
	}

	private static long maxGatheredBodies(FastCgiServerProperties properties) {
		DataSize size = properties.maxGatheredBodies();
		return (size != null) ? size.toBytes() : Runtime.getRuntime().maxMemory() / 8;
	}

	private static MultipartOptions multipart(FastCgiServerProperties properties) {
		MultipartProperties multipart = properties.multipart();
		requireWritable(multipart.location());
		return new MultipartOptions(multipart.enabled(), multipart.maxFileSize().toBytes(),
				multipart.maxRequestSize().toBytes(), properties.maxGatheredBody().toBytes(), multipart.maxParts(),
				multipart.fileSizeThreshold().toBytes(), multipart.location());
	}

	private static void requireWritable(@Nullable Path location) {
		if (location != null && !(Files.isDirectory(location) && Files.isWritable(location))) {
			throw new InvalidConfigurationPropertyValueException("fastcgi.server.multipart.location", location,
					"It must be a directory that the user of this process may write to.");
		}
	}

}
