package io.fastcgi.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot be told to take any that is free.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Ports {

	private Ports() {
	}

	/**
	 * Return a port that nobody listens on. It is none of those that Linux takes for
	 * outgoing connections, which would not leave it free until the server has started.
	 * @return the port
	 */
	public static int free() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Taken
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
