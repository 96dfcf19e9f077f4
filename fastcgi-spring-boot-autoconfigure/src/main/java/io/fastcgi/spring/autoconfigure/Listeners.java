package io.fastcgi.spring.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.ListenerSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The places to listen: those that the properties of the server describe themselves, and
 * those of its list of listeners.
 *
 * @param properties the properties
 * @param factory makes the listeners
 * @author FastCGI Spring Boot maintainers
 */
record Listeners(FastCgiServerProperties properties, ListenerFactory factory) {

	/**
	 * The name of the properties up to the last dot.
	 */
	static final String PREFIX = "fastcgi.server";

	private static final int DEFAULT_PORT = 9000;

	List<ListenerSpec> create() {
		List<ListenerSpec> specs = new ArrayList<>(this.factory.create(PREFIX, own()));
		for (int i = 0; i < this.properties.listeners().size(); i++) {
			String prefix = prefix(i);
			List<ListenerSpec> more = this.factory.create(prefix, this.properties.listeners().get(i));
			if (more.isEmpty()) {
				throw new ListenerConfigurationException("'%s' does not say where to listen.".formatted(prefix),
						"Set '%1$s.port', '%1$s.unix.path' or '%1$s.inherited: true', or remove the entry."
							.formatted(prefix));
			}
			more.forEach((spec) -> requireFree(spec.endpoint(), prefix, specs));
			specs.addAll(more);
		}
		if (specs.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + ".port", this.properties.port(),
					"There is nowhere to listen then. Set '%1$s.unix.path' or '%1$s.listeners', or '%1$s.enabled: false' "
						.formatted(PREFIX) + "if the application is not to be a server.");
		}
		return specs;
	}

	/**
	 * Return the name of the properties of an entry up to the last dot.
	 * @param index the index of the entry
	 * @return the prefix
	 */
	static String prefix(int index) {
		return "%s.listeners[%d]".formatted(PREFIX, index);
	}

	private static void requireFree(Endpoint endpoint, String prefix, List<ListenerSpec> others) {
		if (others.stream().anyMatch((other) -> isSamePlace(endpoint, other.endpoint()))) {
			throw new ListenerConfigurationException(
					"'%s' is to listen on %s, where another listener of this application is to listen already."
						.formatted(prefix, endpoint),
					"Remove one of them, or let them listen in different places.");
		}
	}

	private static boolean isSamePlace(Endpoint one, Endpoint other) {
		if (one instanceof Endpoint.Unix unix && other instanceof Endpoint.Unix otherUnix) {
			return absolute(unix).equals(absolute(otherUnix));
		}
		boolean anyFreePort = one instanceof Endpoint.Tcp tcp && tcp.address().getPort() == 0;
		return !anyFreePort && one.equals(other);
	}

	private static Path absolute(Endpoint.Unix endpoint) {
		return endpoint.path().toAbsolutePath().normalize();
	}

	private ListenerProperties own() {
		FastCgiServerProperties server = this.properties;
		boolean inherited = server.inherited()
			.isWanted(server.listeners().stream().anyMatch(ListenerProperties::inherited));
		Integer port = port(inherited);
		return new ListenerProperties(port, (port != null) ? server.address() : null, server.unix(), inherited,
				server.protocol(), server.backlog(), server.allowedAddresses(), server.allowedUsers(),
				server.allowedGroups(), server.sharedSecret(), server.ssl());
	}

	/**
	 * Whoever says where to listen does not want a port that he did not mention.
	 */
	private @Nullable Integer port(boolean inherited) {
		Integer port = this.properties.port();
		if (port != null) {
			return (port != FastCgiServerProperties.NO_PORT) ? port : null;
		}
		boolean elsewhere = inherited || this.properties.unix().path() != null
				|| !this.properties.listeners().isEmpty();
		return (!elsewhere || this.properties.address() != null) ? DEFAULT_PORT : null;
	}

}
