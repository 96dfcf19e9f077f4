package io.fastcgi.spring.actuate;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Locale;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.WireProtocol;
import io.fastcgi.spring.frontend.AddressLiteral;
import io.fastcgi.spring.handler.dispatch.RouteDescription;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FastCgiEndpoint} tells of a server. Nothing in it is a secret.
 *
 * @param running whether the server runs
 * @param listeners where it listens
 * @param limits the bounds that it enforces, {@code null} if it does not run
 * @param timeouts how long it waits for others, {@code null} if it does not run
 * @param routes what it serves
 * @param frontEnds the names of the front ends for which there are configurations
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record FastCgiDescriptor(boolean running, List<ListenerDescriptor> listeners, @Nullable LimitsDescriptor limits,
		@Nullable TimeoutsDescriptor timeouts, List<RouteDescriptor> routes, List<String> frontEnds) {

	static FastCgiDescriptor of(@Nullable FastCgiServer server, List<RouteDescription> routes, List<String> frontEnds) {
		List<RouteDescriptor> described = routes.stream().map(RouteDescriptor::of).toList();
		if (server == null) {
			return new FastCgiDescriptor(false, List.of(), null, null, described, frontEnds);
		}
		return new FastCgiDescriptor(true, server.listeners().stream().map(ListenerDescriptor::of).toList(),
				LimitsDescriptor.of(server.limits()), TimeoutsDescriptor.of(server.timeouts()), described, frontEnds);
	}

	/**
	 * A listener.
	 *
	 * @param address the IP address that it is bound to, {@code null} if it is not on TCP
	 * @param port the real port, {@code null} if it is not on TCP
	 * @param path the path of the socket, {@code null} if it is not a Unix domain socket
	 * @param protocols the protocols that it speaks
	 * @param tls whether it speaks TLS
	 * @param restricted whether it takes more than a connection to be served
	 * @param inherited whether the socket was there before the application
	 * @param accepting whether it accepts connections
	 */
	public record ListenerDescriptor(@Nullable String address, @Nullable Integer port, @Nullable String path,
			List<String> protocols, boolean tls, boolean restricted, boolean inherited, boolean accepting) {

		static ListenerDescriptor of(ListenerState listener) {
			SocketAddress address = listener.address();
			InetSocketAddress tcp = (address instanceof InetSocketAddress inet) ? inet : null;
			return new ListenerDescriptor((tcp != null) ? AddressLiteral.of(tcp.getAddress()) : null,
					(tcp != null) ? tcp.getPort() : null,
					(address instanceof UnixDomainSocketAddress unix) ? unix.getPath().toString() : null,
					protocols(listener.protocol()), listener.spec().access().tls() != null, listener.restricted(),
					listener.spec().endpoint() instanceof Endpoint.Inherited, listener.accepting());
		}

		private static List<String> protocols(ProtocolMode mode) {
			return switch (mode) {
				case AUTO -> List.of(WireProtocol.FASTCGI.toString(), WireProtocol.SCGI.toString());
				case FASTCGI -> List.of(WireProtocol.FASTCGI.toString());
				case SCGI -> List.of(WireProtocol.SCGI.toString());
			};
		}

	}

	/**
	 * Bounds, of bytes where they are those of a size.
	 *
	 * @param connections the most connections at the same time
	 * @param requests the most requests in progress
	 * @param requestsPerConnection the most requests in progress on one connection
	 * @param paramsSize the largest params of a request
	 * @param paramsCount the most params of a request
	 * @param bodySize the largest request body
	 */
	public record LimitsDescriptor(int connections, int requests, int requestsPerConnection, int paramsSize,
			int paramsCount, long bodySize) {

		static LimitsDescriptor of(Limits limits) {
			return new LimitsDescriptor(limits.maxConnections(), limits.maxRequests(),
					limits.maxRequestsPerConnection(), limits.maxParamsSize(), limits.maxParams(),
					limits.maxBodySize());
		}

	}

	/**
	 * Timeouts, as ISO-8601 durations such as {@code PT2M}.
	 *
	 * @param firstRequest until the first request of a connection begins
	 * @param params until the params of a request are complete
	 * @param input until something of the body comes that a handler waits for
	 * @param handler until a handler reads or writes something
	 * @param output until the front end takes something of the response
	 * @param idle until a silent connection is closed
	 * @param tunnel until a tunnel that is silent in both directions is closed
	 */
	public record TimeoutsDescriptor(String firstRequest, String params, String input, String handler, String output,
			String idle, String tunnel) {

		static TimeoutsDescriptor of(Timeouts timeouts) {
			return new TimeoutsDescriptor(timeouts.firstRequest().toString(), timeouts.params().toString(),
					timeouts.input().toString(), timeouts.handler().toString(), timeouts.output().toString(),
					timeouts.idle().toString(), timeouts.tunnel().toString());
		}

	}

	/**
	 * A route.
	 *
	 * @param role the role, in lower case
	 * @param path the path pattern
	 * @param methods the methods, none for all
	 * @param consumes the media types of bodies, none for all
	 * @param produces the media types of responses, none for whatever can be written
	 * @param handler the handler method
	 */
	public record RouteDescriptor(String role, String path, List<String> methods, List<String> consumes,
			List<String> produces, String handler) {

		static RouteDescriptor of(RouteDescription route) {
			return new RouteDescriptor(route.role().toString().toLowerCase(Locale.ROOT), route.path(), route.methods(),
					route.consumes(), route.produces(), route.handler());
		}

	}

}
