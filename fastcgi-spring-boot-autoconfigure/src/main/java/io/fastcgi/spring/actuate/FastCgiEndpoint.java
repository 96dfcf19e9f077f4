package io.fastcgi.spring.actuate;

import java.util.List;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.spring.frontend.FrontEnds;
import io.fastcgi.spring.frontend.ServedApplication;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;
import io.fastcgi.spring.handler.dispatch.RouteDescription;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint @Endpoint} that tells where the server listens and what it serves, and
 * writes configurations of front ends from it.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Endpoint(id = "fastcgi")
public final class FastCgiEndpoint {

	private final FastCgiServerLifecycle lifecycle;

	private final @Nullable HandlerDispatcher dispatcher;

	private final @Nullable String applicationName;

	private final FrontEnds frontEnds = new FrontEnds();

	/**
	 * Create a new endpoint.
	 * @param lifecycle holds the server
	 * @param dispatcher knows the routes, {@code null} where something else than
	 * annotated methods serves requests
	 * @param applicationName the name of the application, if it has one
	 */
	public FastCgiEndpoint(FastCgiServerLifecycle lifecycle, @Nullable HandlerDispatcher dispatcher,
			@Nullable String applicationName) {
		this.lifecycle = lifecycle;
		this.dispatcher = dispatcher;
		this.applicationName = applicationName;
	}

	/**
	 * Describe the server.
	 * @return the description
	 */
	@ReadOperation
	public FastCgiDescriptor fastCgi() {
		return FastCgiDescriptor.of(this.lifecycle.server(), routes(), this.frontEnds.names());
	}

	/**
	 * Write the configuration of a front end.
	 * @param frontEnd the name of the front end
	 * @return the configuration, or {@code null} if there is no front end of that name
	 */
	@ReadOperation(produces = "text/plain;charset=UTF-8")
	public @Nullable String configuration(@Selector String frontEnd) {
		FastCgiServer server = this.lifecycle.server();
		return this.frontEnds.configure(frontEnd,
				(server != null) ? ServedApplication.of(this.applicationName, server, routes()) : null);
	}

	private List<RouteDescription> routes() {
		return (this.dispatcher != null) ? this.dispatcher.describeRoutes() : List.of();
	}

}
