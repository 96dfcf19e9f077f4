package io.fastcgi.spring.autoconfigure;

import java.util.List;

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

	Access create(AccessProperties properties, Peers peers) {
		Access access = Access.unrestricted();
		if (StringUtils.hasText(this.webServerAddrs)) {
			access = access.withRule(addresses(WEB_SERVER_ADDRS, List.of(this.webServerAddrs.split(","))));
		}
		if (!properties.allowedAddresses().isEmpty()) {
			String name = properties.name("allowed-addresses");
			require(peers != Peers.UNIX, name, properties.allowedAddresses(),
					"Whoever connects to a Unix domain socket has no address. Use 'allowed-users' or 'allowed-groups'.");
			access = access.withRule(addresses(name, properties.allowedAddresses()));
		}
		if (!properties.allowedUsers().isEmpty() || !properties.allowedGroups().isEmpty()) {
			access = access.withRule(peers(properties, peers));
		}
		SharedSecret secret = properties.sharedSecret().toSharedSecret();
		if (secret != null) {
			access = access.withSecret(secret);
		}
		String bundle = properties.ssl().bundle();
		if (bundle != null) {
			require(peers != Peers.UNIX, properties.name("ssl.bundle"), bundle,
					"A Unix domain socket never leaves the machine and speaks no TLS. Use 'allowed-users' or "
							+ "'allowed-groups'.");
			access = access.withTls(this.tls.create(bundle, properties));
		}
		return access;
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

	private static AllowedPeers peers(AccessProperties properties, Peers peers) {
		String name = properties.name((properties.allowedUsers().isEmpty()) ? "allowed-groups" : "allowed-users");
		List<String> users = properties.allowedUsers();
		List<String> groups = properties.allowedGroups();
		require(peers != Peers.TCP, name, (users.isEmpty()) ? groups : users,
				"Only Unix domain sockets tell who connects. Use 'allowed-addresses', 'shared-secret.value' or "
						+ "'ssl.client-auth', or listen on a Unix domain socket.");
		try {
			return AllowedPeers.of(users, groups);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, (users.isEmpty()) ? groups : users,
					ex.getMessage(), ex);
		}
	}

	private static void require(boolean condition, String name, Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

	/**
	 * What those who connect to a listener may come over.
	 */
	enum Peers {

		/**
		 * TCP.
		 */
		TCP,

		/**
		 * A Unix domain socket.
		 */
		UNIX,

		/**
		 * Either: the socket was made by somebody else.
		 */
		ANY

	}

}
