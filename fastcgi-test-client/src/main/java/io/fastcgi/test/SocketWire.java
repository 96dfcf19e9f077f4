package io.fastcgi.test;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connected TCP or Unix domain socket. One selector per direction lets one thread read
 * while another writes.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SocketWire implements Wire {

	private final SocketChannel channel;

	private final Selector readable = Selector.open();

	private final Selector writable = Selector.open();

	private SocketWire(SocketChannel channel) throws IOException {
		this.channel = channel;
		channel.configureBlocking(false);
		channel.register(this.readable, SelectionKey.OP_READ);
		channel.register(this.writable, SelectionKey.OP_WRITE);
	}

	static SocketWire connect(SocketAddress address, Duration timeout) throws IOException {
		if (address instanceof UnixDomainSocketAddress) {
			return new SocketWire(SocketChannel.open(address));
		}
		SocketChannel channel = SocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.socket().connect(address, Math.toIntExact(timeout.toMillis()));
			return new SocketWire(channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	@Override
	public int read(ByteBuffer target, Duration timeout) throws IOException {
		int count = this.channel.read(target);
		while (count == 0) {
			await(this.readable, timeout, "Nothing was received for ");
			count = this.channel.read(target);
		}
		return count;
	}

	@Override
	public void write(ByteBuffer source, Duration timeout) throws IOException {
		while (source.hasRemaining()) {
			if (this.channel.write(source) == 0) {
				await(this.writable, timeout, "The server did not read for ");
			}
		}
	}

	private void await(Selector selector, Duration timeout, String problem) throws IOException {
		try {
			int ready = selector.select(Math.max(1, timeout.toMillis()));
			selector.selectedKeys().clear();
			if (!this.channel.isOpen()) {
				throw new AsynchronousCloseException();
			}
			if (Thread.currentThread().isInterrupted()) {
				close();
				throw new ClosedByInterruptException();
			}
			if (ready == 0) {
				throw new SocketTimeoutException(problem + timeout.toMillis() + " ms");
			}
		}
		catch (ClosedSelectorException ex) {
			throw new AsynchronousCloseException();
		}
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.channel.shutdownOutput();
	}

	@Override
	public void reset() throws IOException {
		if (this.channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
			this.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		}
		close();
	}

	@Override
	public void close() throws IOException {
		try (this.readable; this.writable) {
			this.channel.close();
		}
	}

}
