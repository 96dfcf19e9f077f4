package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.fastcgi.frontend.Ports;

/**
 * Ports next to each other, for servers that count on from the first one.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PortRange {

	private PortRange() {
	}

	/**
	 * Return the first of some ports that nobody listens on.
	 * @param count how many ports
	 * @return the first port
	 */
	static int free(int count) {
		int first = Ports.free();
		while (!areFree(first + 1, first + count)) {
			first = Ports.free();
		}
		return first;
	}

	private static boolean areFree(int from, int to) {
		for (int port = from; port < to; port++) {
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				socket.getLocalPort();
			}
			catch (IOException ex) {
				return false;
			}
		}
		return true;
	}

}
