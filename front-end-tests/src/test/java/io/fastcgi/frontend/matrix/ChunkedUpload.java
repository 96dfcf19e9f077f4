package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Upload whose length is not said, of a client that reads the answer also when the front
 * end wants no more of it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ChunkedUpload {

	private static final String HEAD = "POST /mirror/body HTTP/1.1\r\nHost: localhost\r\n"
			+ "Content-Type: application/octet-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

	/**
	 * Time in which a front end would answer to the head alone.
	 */
	private static final Duration AFTER_THE_HEAD = Duration.ofMillis(300);

	private ChunkedUpload() {
	}

	/**
	 * Send head and body at once.
	 * @param subject the front end
	 * @param body the body
	 * @return how it came out
	 */
	static String together(Subject subject, byte[] body) throws Exception {
		try (Socket socket = subject.open("")) {
			// Who does not read it all may answer before it is written
			CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(socket, HEAD + chunks(body)));
			RawResponse response = RawResponse.read(socket.getInputStream());
			socket.close();
			written.join();
			return BodyRows.compare(response.mirrored(), body);
		}
	}

	/**
	 * Send the body when the front end has seen the head.
	 * @param subject the front end
	 * @param body the body
	 * @return how it came out
	 */
	static String later(Subject subject, byte[] body) throws Exception {
		try (Socket socket = subject.open(HEAD)) {
			int timeout = socket.getSoTimeout();
			socket.setSoTimeout((int) AFTER_THE_HEAD.toMillis());
			PushbackInputStream source = new PushbackInputStream(socket.getInputStream());
			try {
				source.unread(source.read());
			}
			catch (SocketTimeoutException ex) {
				write(socket, chunks(body));
			}
			socket.setSoTimeout(timeout);
			return BodyRows.compare(RawResponse.read(source).mirrored(), body);
		}
	}

	private static String chunks(byte[] body) {
		return Chunks.encode(new String(body, StandardCharsets.ISO_8859_1));
	}

	private static void write(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			// The front end wants no more, and has said why
		}
	}

}
