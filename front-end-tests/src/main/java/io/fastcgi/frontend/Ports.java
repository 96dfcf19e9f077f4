package io.fastcgi.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers that cannot be told to take any that is free.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Ports {

	/**
	 * What somebody in this process has been given, and may not listen on yet.
	 */
	private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

	private Ports() {
	}

	/**
	 * Return a port that nobody listens on. It is none of those that Linux takes for
	 * outgoing connections, which would not leave it free until the server has started.
	 * @return the port, which is returned only once
	 */
	public static int free() {
		return free(1);
	}

	/**
	 * Return the first of some ports next to each other, for servers that count on from
	 * there.
	 * @param count how many ports
	 * @return the first port
	 * @see #free()
	 */
	public static int free(int count) {
		while (true) {
			int first = ThreadLocalRandom.current().nextInt(10_000, 32_768 - count);
			if (IntStream.range(first, first + count).allMatch(Ports::take)) {
				return first;
			}
		}
	}

	private static boolean take(int port) {
		if (!GIVEN.add(port)) {
			return false;
		}
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (BindException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
