package io.fastcgi.spring.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.spring.autoconfigure.AccessFactory.Peers;

/**
 * Makes listeners as the properties describe them.
 *
 * @param accesses makes what decides who may connect
 * @author FastCGI Spring Boot maintainers
 */
record ListenerFactory(AccessFactory accesses) {

	/**
	 * Make the listeners that properties describe.
	 * @param prefix the name of the properties up to the last dot, for messages
	 * @param properties the properties
	 * @return the listeners, none if the properties do not say where to listen
	 */
	List<ListenerSpec> create(String prefix, ListenerProperties properties) {
		List<Endpoint> endpoints = endpoints(properties);
		AccessProperties access = properties.access(prefix);
		this.accesses.check(access, endpoints.stream().map(Peers::of).collect(Collectors.toSet()));
		return endpoints.stream()
			.map((endpoint) -> ListenerSpec.of(endpoint)
				.withProtocol(properties.protocol())
				.withBacklog(properties.backlog())
				.withAccess(this.accesses.create(access, Peers.of(endpoint))))
			.toList();
	}

	/**
	 * Return where properties say to listen.
	 * @param properties the properties
	 * @return the places
	 */
	static List<Endpoint> endpoints(ListenerProperties properties) {
		List<Endpoint> endpoints = new ArrayList<>();
		Integer port = properties.port();
		if (port != null) {
			InetAddress address = properties.address();
			endpoints.add(new Endpoint.Tcp(
					new InetSocketAddress((address != null) ? address : InetAddress.getLoopbackAddress(), port)));
		}
		Endpoint.Unix unix = properties.unix().toEndpoint();
		if (unix != null) {
			endpoints.add(unix);
		}
		if (properties.inherited()) {
			endpoints.add(new Endpoint.Inherited());
		}
		return endpoints;
	}

}
