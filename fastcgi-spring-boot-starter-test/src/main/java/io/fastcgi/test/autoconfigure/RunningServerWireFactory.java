package io.fastcgi.test.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.Wire;
import io.fastcgi.test.WireFactory;

/**
 * Connects to the server of an application, wherever it listens by then.
 *
 * @param lifecycle holds the server
 * @author FastCGI Spring Boot maintainers
 */
record RunningServerWireFactory(FastCgiServerLifecycle lifecycle) implements WireFactory {

	@Override
	public Wire connect(Duration timeout) throws IOException {
		FastCgiServer server = this.lifecycle.server();
		if (server == null) {
			throw new ConnectException("The FastCGI server of the application is not running");
		}
		return factory(address(server)).connect(timeout);
	}

	private static SocketAddress address(FastCgiServer server) throws ConnectException {
		return server.listeners()
			.stream()
			.filter((listener) -> listener.spec().access().tls() == null)
			.map(ListenerState::address)
			.findFirst()
			.orElseThrow(() -> new ConnectException(
					"All listeners of the application speak TLS, which the test client does not. Use "
							+ "@AutoConfigureFastCgiTestClient(inMemory = true)"));
	}

	private static WireFactory factory(SocketAddress address) {
		if (address instanceof InMemoryAddress inMemory) {
			return new InMemoryWireFactory(inMemory);
		}
		boolean everywhere = address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress();
		return WireFactory.sockets((everywhere)
				? new InetSocketAddress(InetAddress.getLoopbackAddress(), ((InetSocketAddress) address).getPort())
				: address);
	}

}
