package io.fastcgi.microbenchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.connection.ConnectionInitializer;
import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeHandler;

/**
 * A server without a listener: what it would do with the connections it accepts.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class EmbeddedServer {

	private final ConnectionInitializer initializer;

	/**
	 * Create a server.
	 * @param handler serves the requests
	 * @param events told what happens
	 */
	EmbeddedServer(ExchangeHandler handler, ServerEventListener events) {
		ConnectionSettings settings = new ConnectionSettings(Limits.defaults(), Timeouts.defaults(), handler, events,
				StandardCharsets.UTF_8, Access.unrestricted());
		this.initializer = new ConnectionInitializer(settings, new ConnectionRegistry(Limits.defaults(), events),
				ProtocolMode.AUTO, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000));
	}

	/**
	 * Accept a connection.
	 * @return the connection
	 */
	Answers connect() {
		Answers connection = new Answers();
		connection.pipeline().addLast(this.initializer);
		return connection;
	}

}
