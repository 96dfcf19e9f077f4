package io.fastcgi.engine;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;

/**
 * A front end that carries a tunnel, over SCGI as nginx does it, or over FastCGI as newer
 * versions of lighttpd say that they do.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TunnelClient implements Closeable {

	private final boolean scgi;

	private final int pieces;

	private final Socket socket;

	private final DataInputStream in;

	private byte[] rest = {};

	private boolean ended;

	private TunnelClient(int port, boolean scgi, int pieces) throws IOException {
		this.scgi = scgi;
		this.pieces = pieces;
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(10_000);
		this.socket.setTcpNoDelay(true);
		this.in = new DataInputStream(this.socket.getInputStream());
	}

	static TunnelClient connect(int port, boolean scgi) {
		return connect(port, scgi, Integer.MAX_VALUE);
	}

	/**
	 * Connect.
	 * @param port where the server is
	 * @param scgi the protocol
	 * @param pieces the most bytes that are sent at once
	 * @return the client
	 */
	static TunnelClient connect(int port, boolean scgi, int pieces) {
		try {
			return new TunnelClient(port, scgi, pieces);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send the params of a request, after which a tunnel may begin.
	 */
	void request(TestRequest request) throws IOException {
		request(request, "");
	}

	void request(TestRequest request, String more) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (this.scgi) {
			byte[] params = scgi(request.params());
			bytes.writeBytes((params.length + ":").getBytes(StandardCharsets.US_ASCII));
			bytes.writeBytes(params);
			bytes.write(',');
		}
		else {
			ByteArrayOutputStream params = new ByteArrayOutputStream();
			request.params().forEach((param) -> params.writeBytes(param.encode()));
			bytes.writeBytes(TestRecord.beginRequest(1, TestRequest.RESPONDER, 0).encode());
			bytes.writeBytes(TestRecord.of(TestRecord.PARAMS, 1, params.toByteArray()).encode());
			bytes.writeBytes(TestRecord.of(TestRecord.PARAMS, 1).encode());
		}
		bytes.writeBytes(more.getBytes(StandardCharsets.US_ASCII));
		send(bytes.toByteArray());
	}

	private static byte[] scgi(List<NameValuePair> params) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		params.forEach((param) -> {
			bytes.writeBytes(param.name());
			bytes.write(0);
			bytes.writeBytes(param.value());
			bytes.write(0);
		});
		return bytes.toByteArray();
	}

	/**
	 * Read the head of the response.
	 */
	String head() throws IOException {
		StringBuilder head = new StringBuilder();
		while (!head.toString().endsWith("\r\n\r\n")) {
			head.append(read(1));
		}
		return head.toString();
	}

	void write(String text) throws IOException {
		write(text.getBytes(StandardCharsets.US_ASCII));
	}

	void write(byte[] bytes) throws IOException {
		if (this.scgi) {
			send(bytes);
			return;
		}
		for (int from = 0; from < bytes.length; from += 32_000) {
			byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + 32_000, bytes.length));
			send(TestRecord.of(TestRecord.STDIN, 1, part).encode());
		}
	}

	private void send(byte[] bytes) throws IOException {
		for (int from = 0; from < bytes.length; from += Math.min(this.pieces, bytes.length - from)) {
			this.socket.getOutputStream().write(bytes, from, Math.min(this.pieces, bytes.length - from));
		}
	}

	/**
	 * Say that no more will be sent.
	 */
	void endInput() throws IOException {
		if (this.scgi) {
			this.socket.shutdownOutput();
		}
		else {
			send(TestRecord.of(TestRecord.STDIN, 1).encode());
		}
	}

	String read(int length) throws IOException {
		return new String(readBytes(length), StandardCharsets.US_ASCII);
	}

	byte[] readBytes(int length) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		while (read.size() < length) {
			byte[] some = readSome();
			if (some.length == 0) {
				throw new EOFException("The tunnel ended after %d bytes".formatted(read.size()));
			}
			int taken = Math.min(some.length, length - read.size());
			read.write(some, 0, taken);
			this.rest = Arrays.copyOfRange(some, taken, some.length);
		}
		return read.toByteArray();
	}

	String readToEnd() throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		for (byte[] some = readSome(); some.length > 0; some = readSome()) {
			read.writeBytes(some);
		}
		return read.toString(StandardCharsets.US_ASCII);
	}

	private byte[] readSome() throws IOException {
		byte[] some = this.rest;
		this.rest = new byte[0];
		if (some.length == 0 && this.scgi) {
			byte[] buffer = new byte[32_000];
			return Arrays.copyOf(buffer, Math.max(0, this.in.read(buffer)));
		}
		while (some.length == 0 && !this.ended) {
			some = readRecord();
		}
		return some;
	}

	private byte[] readRecord() throws IOException {
		this.in.readByte();
		int type = this.in.readUnsignedByte();
		this.in.readUnsignedShort();
		byte[] content = new byte[this.in.readUnsignedShort()];
		int padding = this.in.readUnsignedByte();
		this.in.readByte();
		this.in.readFully(content);
		this.in.readFully(new byte[padding]);
		this.ended = type == TestRecord.END_REQUEST;
		return (type == TestRecord.STDOUT) ? content : new byte[0];
	}

	/**
	 * Return whether nothing comes, not even the end, for as long as this.
	 */
	boolean isSilentFor(Duration duration) throws IOException {
		this.socket.setSoTimeout(Math.toIntExact(duration.toMillis()));
		try {
			this.in.read();
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(10_000);
		}
	}

	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
