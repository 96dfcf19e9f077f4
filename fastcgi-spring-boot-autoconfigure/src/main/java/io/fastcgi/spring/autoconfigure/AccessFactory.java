package io.fastcgi.spring.autoconfigure;

import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Set;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.AllowedAddresses;
import io.fastcgi.engine.access.AllowedPeers;
import io.fastcgi.engine.access.SharedSecret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Makes what decides who may connect to a listener.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AccessFactory {

	/**
	 * Environment variable of a web server that starts its application (FastCGI 1.0,
	 * section 3.2).
	 */
	static final String WEB_SERVER_ADDRS = "FCGI_WEB_SERVER_ADDRS";

	private final @Nullable String webServerAddrs;

	private final TlsFactory tls;

	/**
	 * Create a new factory.
	 * @param webServerAddrs what the environment says of the addresses of web servers
	 * @param tls makes what TLS needs
	 */
	AccessFactory(@Nullable String webServerAddrs, TlsFactory tls) {
		this.webServerAddrs = webServerAddrs;
		this.tls = tls;
	}

	/**
	 * Refuse what no listener can heed, be it that somebody takes it for a protection.
	 * @param properties the properties
	 * @param listeners what the listeners are that the properties are for
	 */
	void check(AccessProperties properties, Set<Peers> listeners) {
		List<String> peers = properties.allowedPeers();
		if (listeners.isEmpty()) {
			String reason = "Here is no listener that it could be for. Move it to the one of 'fastcgi.server.listeners' "
					+ "that is meant.";
			require(properties.allowedAddresses().isEmpty(), properties.name("allowed-addresses"),
					properties.allowedAddresses(), reason);
			require(peers.isEmpty(), properties.peersName(), peers, reason);
			require(properties.sharedSecret().value() == null, properties.name("shared-secret.value"), "******",
					reason);
			require(properties.ssl().bundle() == null, properties.name("ssl.bundle"), properties.ssl().bundle(),
					reason);
			return;
		}
		require(listeners.contains(Peers.TCP) || properties.allowedAddresses().isEmpty(),
				properties.name("allowed-addresses"), properties.allowedAddresses(),
				"Whoever connects to a Unix domain socket has no address. Use 'allowed-users' or 'allowed-groups'.");
		require(listeners.contains(Peers.UNIX) || peers.isEmpty(), properties.peersName(), peers,
				"Only Unix domain sockets tell who connects. Use 'allowed-addresses', 'shared-secret.value' or "
						+ "'ssl.client-auth', or listen on a Unix domain socket.");
		require(peers.isEmpty() || !listeners.contains(Peers.TCP) || properties.restrictsTcp(), properties.peersName(),
				peers,
				"It keeps nobody from connecting over TCP. Restrict that as well with 'allowed-addresses', such as "
						+ "'127.0.0.1', 'shared-secret.value' or 'ssl.client-auth: need', or listen on the Unix domain socket alone.");
		require(listeners.contains(Peers.TCP) || properties.ssl().bundle() == null, properties.name("ssl.bundle"),
				properties.ssl().bundle(),
				"A Unix domain socket never leaves the machine and speaks no TLS. Use 'allowed-users' or "
						+ "'allowed-groups'.");
	}

	/**
	 * Make what decides who may connect.
	 * @param properties the properties
	 * @param peers what the listener is
	 * @return what of the properties can be heeded there
	 */
	Access create(AccessProperties properties, Peers peers) {
		Access access = Access.unrestricted();
		if (StringUtils.hasText(this.webServerAddrs)) {
			access = access.withRule(addresses(WEB_SERVER_ADDRS, List.of(this.webServerAddrs.split(","))));
		}
		SharedSecret secret = properties.sharedSecret().toSharedSecret();
		if (secret != null) {
			access = access.withSecret(secret);
		}
		return (peers == Peers.TCP) ? createForTcp(access, properties) : createForUnix(access, properties);
	}

	private Access createForTcp(Access common, AccessProperties properties) {
		Access access = common;
		if (!properties.allowedAddresses().isEmpty()) {
			access = access.withRule(addresses(properties.name("allowed-addresses"), properties.allowedAddresses()));
		}
		String bundle = properties.ssl().bundle();
		return (bundle != null) ? access.withTls(this.tls.create(bundle, properties)) : access;
	}

	private static Access createForUnix(Access common, AccessProperties properties) {
		return (properties.allowedPeers().isEmpty()) ? common : common.withRule(peers(properties));
	}

	private static AllowedAddresses addresses(String name, List<String> addresses) {
		try {
			return AllowedAddresses.of(name, addresses);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, String.join(",", addresses), ex.getMessage(),
					ex);
		}
	}

	private static AllowedPeers peers(AccessProperties properties) {
		try {
			return AllowedPeers.of(properties.allowedUsers(), properties.allowedGroups());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(properties.peersName(), properties.allowedPeers(),
					ex.getMessage(), ex);
		}
	}

	private static void require(boolean condition, String name, @Nullable Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

	/**
	 * What a listener is, on which depends what can be known of those who connect.
	 */
	enum Peers {

		/**
		 * TCP.
		 */
		TCP,

		/**
		 * A Unix domain socket.
		 */
		UNIX;

		static Peers of(Endpoint endpoint) {
			if (endpoint instanceof Endpoint.Inherited) {
				return (Endpoint.Inherited.address() instanceof UnixDomainSocketAddress) ? UNIX : TCP;
			}
			return (endpoint instanceof Endpoint.Unix) ? UNIX : TCP;
		}

	}

}
