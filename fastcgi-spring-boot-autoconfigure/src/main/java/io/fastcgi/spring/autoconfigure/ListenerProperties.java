package io.fastcgi.spring.autoconfigure;

import java.net.InetAddress;
import java.util.List;

import io.fastcgi.engine.connection.ProtocolMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Properties of places to listen that have the rest in common.
 *
 * @param port TCP port to listen on. Use 0 for any free port. None unless set.
 * @param address Network address to listen on. The loopback address unless set.
 * @param unix Unix domain socket to listen on.
 * @param inherited Whether to listen on the socket that the process was started with.
 * @param protocol Protocols to speak. Told apart by the first byte of a connection if
 * "auto".
 * @param backlog Number of connections that the system may hold before they are accepted.
 * @param allowedAddresses Comma-separated list of the IP addresses and CIDR ranges that
 * may connect over TCP. All may unless set.
 * @param allowedUsers Comma-separated list of the users, by name or number, whose
 * processes may connect to a Unix domain socket. All may that the file system lets,
 * unless users or groups are set.
 * @param allowedGroups Comma-separated list of the groups, by name or number, whose
 * processes may connect to a Unix domain socket as well.
 * @param sharedSecret Secret that front ends send in a param.
 * @param ssl TLS, for TCP.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ListenerProperties(@Nullable Integer port, @Nullable InetAddress address,
		@DefaultValue UnixProperties unix, @DefaultValue("false") boolean inherited,
		@DefaultValue("auto") ProtocolMode protocol, @DefaultValue("1024") int backlog,
		@DefaultValue List<String> allowedAddresses, @DefaultValue List<String> allowedUsers,
		@DefaultValue List<String> allowedGroups, @DefaultValue SharedSecretProperties sharedSecret,
		@DefaultValue SslProperties ssl) {

	/**
	 * Check the values.
	 */
	public ListenerProperties {
		Assert.isTrue(port == null || (port >= 0 && port <= 65535), "'port' must be from 0 to 65535");
		Assert.isTrue(port != null || address == null, "'address' needs a 'port'");
		Assert.isTrue(backlog > 0, "'backlog' must be positive");
	}

	/**
	 * Return who may connect.
	 * @param prefix the name of the properties up to the last dot, for messages
	 * @return the properties
	 */
	AccessProperties access(String prefix) {
		return new AccessProperties(prefix, this.allowedAddresses, this.allowedUsers, this.allowedGroups,
				this.sharedSecret, this.ssl);
	}

}
