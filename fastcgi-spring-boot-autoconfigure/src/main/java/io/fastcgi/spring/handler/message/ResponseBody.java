package io.fastcgi.spring.handler.message;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.fastcgi.engine.exchange.BlockingExchange;
import org.jspecify.annotations.Nullable;

/**
 * Body of a response. It is held back until it is too long for that, so that most
 * responses have a length and can still be replaced when something fails.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseBody extends OutputStream {

	private static final int HOLD_BACK = 16 * 1024;

	private final DefaultFastCgiResponse response;

	private @Nullable HeldBack heldBack;

	private @Nullable OutputStream stdout;

	private boolean blocking;

	private long length;

	ResponseBody(DefaultFastCgiResponse response) {
		this.response = response;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int count) throws IOException {
		this.length += count;
		if (!this.response.hasBody()) {
			requireListener();
			return;
		}
		if (this.stdout == null && this.length <= HOLD_BACK) {
			heldBack(count).write(source, offset, count);
			return;
		}
		stream();
		send(source, offset, count);
	}

	void blocking(boolean blocking) {
		this.blocking = blocking;
	}

	private void requireListener() throws IOException {
		if (this.response.exchange().isEnded()) {
			throw new IOException("The request has ended or was aborted");
		}
	}

	private HeldBack heldBack(int count) {
		if (this.heldBack == null) {
			this.heldBack = new HeldBack(Math.max(count, 64));
		}
		return this.heldBack;
	}

	private void stream() throws IOException {
		if (this.stdout == null) {
			this.response.writeHead(-1);
			this.stdout = new BlockingExchange(this.response.exchange()).stdout();
			sendHeldBack();
		}
	}

	void open(byte[] first) {
		try {
			write(first);
			stream();
			this.response.exchange().flush();
		}
		catch (IOException ex) {
			// Whoever writes next finds out that the request was aborted.
		}
	}

	private void sendHeldBack() throws IOException {
		if (this.heldBack != null) {
			HeldBack bytes = this.heldBack;
			this.heldBack = null;
			bytes.sendTo(this);
		}
	}

	private void send(byte[] source, int offset, int count) throws IOException {
		if (this.stdout != null && this.blocking) {
			this.stdout.write(source, offset, count);
		}
		else {
			// An event loop must not wait for what only an event loop can bring about.
			this.response.exchange().write(source, offset, count);
		}
	}

	@Override
	public void flush() throws IOException {
		if (this.response.hasBody() && this.length > 0) {
			stream();
			this.response.exchange().flush();
		}
	}

	@Override
	public void close() {
		// Ends with the request; whoever closes the stream of a converter means the
		// converter.
	}

	OutputStream withoutFlush() {
		return new FilterOutputStream(this) {

			@Override
			public void write(byte[] source, int offset, int count) throws IOException {
				this.out.write(source, offset, count);
			}

			@Override
			public void flush() {
			}

		};
	}

	void complete() throws IOException {
		boolean streaming = this.stdout != null;
		this.response.writeHead((streaming) ? -1 : this.length);
		if (!streaming) {
			sendHeldBack();
		}
	}

	void reset() {
		this.heldBack = null;
		this.length = 0;
	}

	/**
	 * What is held back, which is sent without another copy.
	 */
	private static final class HeldBack extends ByteArrayOutputStream {

		HeldBack(int size) {
			super(size);
		}

		void sendTo(ResponseBody body) throws IOException {
			body.send(this.buf, 0, this.count);
		}

	}

}
