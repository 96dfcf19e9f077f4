package io.fastcgi.spring.frontend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.dispatch.RouteDescription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications to write configurations for.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Applications {

	static final ListenerState LOOPBACK = tcp("127.0.0.1", Access.unrestricted());

	static final ListenerState UNIX = unix(ListenerSpec.unix(UnixDomainSocketAddress.of("/run/app.sock").getPath()));

	private Applications() {
	}

	static ListenerState tcp(String host, Access access) {
		return listener(ListenerSpec.loopback(0).withAccess(access), new InetSocketAddress(host, 9000));
	}

	static ListenerState unix(ListenerSpec spec) {
		return listener(spec, UnixDomainSocketAddress.of("/run/app.sock"));
	}

	static ListenerState listener(ListenerSpec spec, SocketAddress address) {
		return new ListenerState(spec, address, true);
	}

	static ListenerState speaking(ProtocolMode protocol, ListenerState listener) {
		return listener(listener.spec().withProtocol(protocol), listener.address());
	}

	static Access withSecret(String param) {
		return Access.unrestricted().withSecret(SharedSecret.of(param, List.of("0123456789abcdef")));
	}

	static String configure(String frontEnd, ListenerState... listeners) {
		return configure(frontEnd, Limits.defaults(), Timeouts.defaults(), listeners);
	}

	static String configure(String frontEnd, Limits limits, Timeouts timeouts, ListenerState... listeners) {
		return configure(frontEnd, new ServedApplication("shop", List.of(listeners), limits, timeouts, List.of()));
	}

	static String configureWithAuthorizers(String frontEnd, List<String> patterns, ListenerState... listeners) {
		List<RouteDescription> routes = patterns.stream()
			.map((pattern) -> new RouteDescription(Role.AUTHORIZER, pattern, List.of(), List.of(), List.of(), "a()"))
			.toList();
		return configure(frontEnd, new ServedApplication("shop", Stream.of(listeners).toList(), Limits.defaults(),
				Timeouts.defaults(), routes));
	}

	private static String configure(String frontEnd, ServedApplication application) {
		String configuration = new FrontEnds().configure(frontEnd, application);
		assertThat(configuration).isNotNull().doesNotContain("${").endsWith("\n");
		return configuration;
	}

}
