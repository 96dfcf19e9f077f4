package io.fastcgi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Lets a client that speaks no TLS talk to a server that does, as {@code stunnel} would:
 * what the client sends goes through the JDK's TLS to the server, and back.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TlsTunnel implements AutoCloseable {

	/**
	 * What went wrong. The JDK complains here when a server closes a connection without
	 * saying so in TLS first.
	 */
	final List<IOException> troubles = new CopyOnWriteArrayList<>();

	private final ServerSocket entrance;

	private final int serverPort;

	private final SSLContext context;

	private final String protocol;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	TlsTunnel(int serverPort, SSLContext context, String protocol) throws IOException {
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.serverPort = serverPort;
		this.context = context;
		this.protocol = protocol;
		this.executor.execute(this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.entrance.accept();
				this.executor.execute(() -> connect(client));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void connect(Socket client) {
		try (client;
				SSLSocket server = (SSLSocket) this.context.getSocketFactory()
					.createSocket(InetAddress.getLoopbackAddress(), this.serverPort)) {
			server.setEnabledProtocols(new String[] { this.protocol });
			server.startHandshake();
			Future<?> toServer = this.executor.submit(() -> copyToServer(client, server));
			copyToClient(server, client);
			// A client whose bytes were not read would be reset, and lose what it has not
			// read
			client.shutdownOutput();
			toServer.get();
		}
		catch (IOException ex) {
			this.troubles.add(ex);
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// What went wrong has to be known before the client sees the end
	private void copyToClient(SSLSocket server, Socket client) {
		try {
			copy(server.getInputStream(), client.getOutputStream());
		}
		catch (IOException ex) {
			this.troubles.add(ex);
		}
	}

	private void copyToServer(Socket client, SSLSocket server) {
		try {
			copy(client.getInputStream(), server.getOutputStream());
			server.shutdownOutput();
		}
		catch (IOException ex) {
			// The other direction knows whether that is trouble
			discard(client);
		}
	}

	private static void discard(Socket client) {
		try {
			client.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// Nothing more comes
		}
	}

	private static void copy(InputStream from, OutputStream to) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
			to.write(buffer, 0, count);
			to.flush();
		}
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.shutdown();
	}

}
