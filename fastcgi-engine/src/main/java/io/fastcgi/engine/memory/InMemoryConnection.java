package io.fastcgi.engine.memory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Client's end of a connection in memory. It behaves as a socket does: reads and writes
 * block, each direction holds a bounded number of bytes that were not read yet, and
 * either can be closed on its own. One thread may read while another writes and a third
 * closes.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InMemoryConnection implements Closeable {

	private final BytePipe incoming;

	private final BytePipe outgoing;

	InMemoryConnection(BytePipe incoming, BytePipe outgoing) {
		this.incoming = incoming;
		this.outgoing = outgoing;
	}

	/**
	 * Read what is there, and wait for it if that is nothing.
	 * @param target where to put it, with room for at least one byte
	 * @param timeout how long to wait
	 * @return the number of bytes, or {@code -1} if the server has closed its direction
	 * @throws java.net.SocketTimeoutException if nothing came in time
	 * @throws IOException if this connection is closed
	 */
	public int read(ByteBuffer target, Duration timeout) throws IOException {
		return this.incoming.read(target, timeout);
	}

	/**
	 * Write all bytes, and wait while the server does not read.
	 * @param source the bytes
	 * @param timeout how long to wait each time
	 * @throws java.net.SocketTimeoutException if the server did not read in time
	 * @throws IOException if the server has closed the connection, or this end is closed
	 */
	public void write(ByteBuffer source, Duration timeout) throws IOException {
		this.outgoing.write(source, timeout);
	}

	/**
	 * Close the direction to the server only.
	 */
	public void shutdownOutput() {
		this.outgoing.end();
	}

	/**
	 * Close as a client that crashed: the server gets an error where it expects the end.
	 */
	public void reset() {
		this.outgoing.reset();
		this.incoming.abandon();
	}

	@Override
	public void close() {
		this.outgoing.end();
		this.incoming.abandon();
	}

}
