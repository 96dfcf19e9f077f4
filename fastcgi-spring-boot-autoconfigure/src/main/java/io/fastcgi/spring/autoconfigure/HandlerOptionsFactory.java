package io.fastcgi.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.spring.handler.argument.ArgumentOptions;
import io.fastcgi.spring.handler.dispatch.HandlerOptions;
import io.fastcgi.spring.handler.multipart.MultipartOptions;
import io.fastcgi.spring.handler.result.SendFileOptions;
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
		DataSize all = properties.maxGatheredBodies();
		MemoryBudget budget = new MemoryBudget((all != null) ? all.toBytes() : Runtime.getRuntime().maxMemory() / 8);
		return new HandlerOptions(properties.pathSources(), Math.toIntExact(properties.maxGatheredBody().toBytes()),
				budget, properties.reportErrors());
	}

	static ArgumentOptions arguments(FastCgiServerProperties properties) {
		return new ArgumentOptions(properties.trustRemoteUser(), multipart(properties));
	}

	static SendFileOptions sendFile(FastCgiServerProperties properties) {
		FastCgiServerProperties.SendFile sendFile = properties.sendFile();
		Path root = sendFile.root();
		return new SendFileOptions(sendFile.method(), (root != null) ? root : Path.of("/"), sendFile.prefix());
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
