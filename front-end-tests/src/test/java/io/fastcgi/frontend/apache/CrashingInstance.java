package io.fastcgi.frontend.apache;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a whole FastCGI request and closes the connection without an answer, as an
 * instance does that crashes in the middle of it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CrashingInstance implements AutoCloseable {

	private static final int STDIN = 5;

	private final ServerSocket server;

	private final AtomicInteger requests = new AtomicInteger();

	CrashingInstance() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		Thread thread = new Thread(this::serve, "crashing instance");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket connection = this.server.accept()) {
				readRequest(new DataInputStream(connection.getInputStream()));
				this.requests.incrementAndGet();
			}
			catch (IOException ex) {
				if (!this.server.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private static void readRequest(DataInputStream records) throws IOException {
		int type;
		int length;
		do {
			records.readByte();
			type = records.readByte();
			records.readShort();
			length = records.readUnsignedShort();
			int padding = records.readUnsignedByte();
			records.readByte();
			records.skipNBytes(length + padding);
		}
		while (type != STDIN || length > 0);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Return how many requests have gone down with it.
	 * @return the number of requests
	 */
	int requests() {
		return this.requests.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
