package io.fastcgi.spring.frontend;

import java.time.Duration;
import java.util.List;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.dispatch.RouteDescription;
import org.jspecify.annotations.Nullable;

/**
 * What front ends have to know of an application.
 *
 * @param name a word that is its name
 * @param listeners where it listens
 * @param limits the bounds that it enforces
 * @param timeouts how long it waits for others
 * @param routes what it serves
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ServedApplication(String name, List<ListenerState> listeners, Limits limits, Timeouts timeouts,
		List<RouteDescription> routes) {

	/**
	 * An application that takes less than this is not reached with the headers that
	 * browsers send.
	 */
	private static final int LEAST_HEADERS = 4096;

	/**
	 * What front ends add to the headers of the client, generously.
	 */
	private static final int OWN_PARAMS = 8192;

	private static final long CUSTOMARY_IDLE_SECONDS = 60;

	private static final long GRACE_SECONDS = 5;

	/**
	 * Create an application with copies of the lists.
	 */
	public ServedApplication {
		listeners = List.copyOf(listeners);
		routes = List.copyOf(routes);
	}

	/**
	 * Describe the application of a server.
	 * @param name the name of the application, of which a word is made, or {@code null}
	 * @param server the server
	 * @param routes the routes
	 * @return the application
	 */
	public static ServedApplication of(@Nullable String name, FastCgiServer server, List<RouteDescription> routes) {
		return new ServedApplication(word(name), server.listeners(), server.limits(), server.timeouts(), routes);
	}

	static String word(@Nullable String name) {
		String word = (name != null) ? name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "") : "";
		return (!word.isEmpty()) ? word : "application";
	}

	/**
	 * Return how long a front end should wait for the application, so that it is the
	 * application that says what took too long.
	 * @return the number of seconds
	 */
	long patience() {
		return patience(this.timeouts.handler());
	}

	/**
	 * Return how long a front end should wait that cannot tell tunnels from other
	 * requests.
	 * @return the number of seconds
	 */
	long patienceWithTunnels() {
		return Math.max(patience(), patience(this.timeouts.tunnel()));
	}

	private long patience(Duration timeout) {
		return timeout.plus(this.timeouts.precision()).toSeconds() + GRACE_SECONDS;
	}

	/**
	 * Return how long a front end may keep an idle connection, so that it is the front
	 * end that closes it and never sends a request into a connection that is closing.
	 * @return the number of seconds, 0 if it is better not to keep any
	 */
	long idle() {
		return Math.min(CUSTOMARY_IDLE_SECONDS, this.timeouts.idle().toSeconds() / 2);
	}

	/**
	 * Return how many bytes of headers the application takes.
	 * @param most how many the front end could send
	 * @return the number of bytes
	 */
	long headers(long most) {
		return Math.max(LEAST_HEADERS, Math.min(this.limits.maxParamsSize(), most) - OWN_PARAMS);
	}

	/**
	 * Return for which paths Authorizers decide.
	 * @return prefixes of the paths, the longest first
	 */
	List<String> authorizedPrefixes() {
		return this.routes.stream()
			.filter((route) -> route.role() == Role.AUTHORIZER)
			.map((route) -> PathPrefix.of(route.path()))
			.distinct()
			.sorted(PathPrefix.LONGEST_FIRST)
			.toList();
	}

}
