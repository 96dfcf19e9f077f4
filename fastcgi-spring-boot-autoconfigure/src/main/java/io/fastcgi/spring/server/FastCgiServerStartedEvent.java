package io.fastcgi.spring.server;

import io.fastcgi.engine.FastCgiServer;

import org.springframework.context.ApplicationEvent;

/**
 * Published when the server listens.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerStartedEvent extends ApplicationEvent {

	FastCgiServerStartedEvent(FastCgiServer server) {
		super(server);
	}

	/**
	 * Return the server.
	 * @return the server, listening
	 */
	public FastCgiServer server() {
		return (FastCgiServer) getSource();
	}

}
