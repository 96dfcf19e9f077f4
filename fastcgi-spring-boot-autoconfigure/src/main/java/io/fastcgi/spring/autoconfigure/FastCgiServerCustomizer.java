package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.FastCgiServerBuilder;

/**
 * Callback that changes the server before it is started, after the properties were
 * applied.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface FastCgiServerCustomizer {

	/**
	 * Customize the server.
	 * @param builder describes the server
	 */
	void customize(FastCgiServerBuilder builder);

}
