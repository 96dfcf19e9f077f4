package io.fastcgi.test;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server that takes one connection and does with it what the test says.
 *
 * @param <T> what the script finds out
 * @author FastCGI Spring Boot maintainers
 */
final class ScriptedServer<T> implements Closeable {

	private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private ScriptedServer(Script<T> script) throws IOException {
		new Thread(() -> run(script), "scripted-server").start();
	}

	static <T> ScriptedServer<T> start(Script<T> script) throws IOException {
		return new ScriptedServer<>(script);
	}

	static ScriptedServer<RequestOnServer> answering(TestRecord... records) throws IOException {
		return start((in, out) -> {
			RequestOnServer request = RequestOnServer.read(in);
			for (TestRecord record : records) {
				out.write(record.encode());
			}
			return request;
		});
	}

	private void run(Script<T> script) {
		try (Socket connection = this.socket.accept()) {
			this.result
				.complete(script.serve(new DataInputStream(connection.getInputStream()), connection.getOutputStream()));
			connection.shutdownOutput();
			connection.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException | RuntimeException | AssertionError ex) {
			this.result.completeExceptionally(ex);
		}
	}

	SocketAddress address() {
		return this.socket.getLocalSocketAddress();
	}

	FastCgiTestClient client() {
		return FastCgiTestClient.toPort(this.socket.getLocalPort());
	}

	T result() throws Exception {
		return this.result.get(20, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * What to do with the connection.
	 *
	 * @param <T> what it finds out
	 */
	@FunctionalInterface
	interface Script<T> {

		T serve(DataInputStream in, OutputStream out) throws IOException;

	}

}
