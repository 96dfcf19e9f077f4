package io.fastcgi.demo.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Many bytes that nobody ever holds in memory. Number n is n % 251, as in the downloads
 * of the demo.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Bytes extends InputStream {

	static final long MANY = 100 * 1024 * 1024;

	private final long length;

	private long position;

	Bytes(long length) {
		this.length = length;
	}

	@Override
	public int read() {
		return (this.position < this.length) ? (int) (this.position++ % 251) : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		if (length > 0 && this.position == this.length) {
			return -1;
		}
		int count = (int) Math.min(length, this.length - this.position);
		for (int i = 0; i < count; i++) {
			target[offset + i] = (byte) (this.position++ % 251);
		}
		return count;
	}

	static BodyPublisher publish(long length) {
		return BodyPublishers.fromPublisher(publishOfUnknownLength(length), length);
	}

	static BodyPublisher publishOfUnknownLength(long length) {
		return BodyPublishers.ofInputStream(() -> new Bytes(length));
	}

	/**
	 * Return what the demo answers to an upload.
	 * @param length the number of bytes
	 * @return the receipt
	 */
	static String receipt(long length) throws IOException {
		return receipt(new Bytes(length));
	}

	/**
	 * Return what the demo would answer if it was sent some bytes.
	 * @param content the bytes, which are read to their end
	 * @return the receipt
	 */
	static String receipt(InputStream content) throws IOException {
		MessageDigest sha256 = sha256();
		long bytes = new DigestInputStream(content, sha256).transferTo(OutputStream.nullOutputStream());
		return "{\"bytes\":%d,\"sha256\":\"%s\"}".formatted(bytes, HexFormat.of().formatHex(sha256.digest()));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
