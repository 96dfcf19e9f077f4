package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * The content of an input stream of a request.
 *
 * @param source where it comes from
 * @param small whether it is in memory and surely fits the socket's buffers
 * @author FastCGI Spring Boot maintainers
 */
record Body(Supplier<InputStream> source, boolean small) {

	static Body of(byte[] bytes) {
		return new Body(() -> new ByteArrayInputStream(bytes), bytes.length <= 8192);
	}

	static Body of(InputStream stream) {
		return new Body(() -> stream, false);
	}

	/**
	 * Hands over the content in pieces. A failing source shows up as an unchecked
	 * exception, to be told apart from a failing socket.
	 */
	void forEachPiece(PieceConsumer consumer) throws IOException {
		InputStream stream = this.source.get();
		byte[] buffer = new byte[32 * 1024];
		int length = read(stream, buffer);
		while (length != -1) {
			consumer.accept(buffer, length);
			length = read(stream, buffer);
		}
	}

	private static int read(InputStream stream, byte[] buffer) {
		try {
			return stream.read(buffer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The source of the request body failed", ex);
		}
	}

	/**
	 * Takes the first bytes of a buffer.
	 */
	@FunctionalInterface
	interface PieceConsumer {

		void accept(byte[] buffer, int length) throws IOException;

	}

}
