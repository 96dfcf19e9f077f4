package io.fastcgi.test;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connection to a server: bytes in both directions, and methods that block, but never
 * longer than a timeout. One thread may read while another writes and a third closes,
 * which ends the waiting of the others with an {@link IOException}.
 * <p>
 * The client has one for sockets. Others let it talk to servers without any, see
 * {@link FastCgiTestClient#over}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface Wire extends Closeable {

	/**
	 * Reads what is there, and waits for it if that is nothing.
	 * @param target where to put it, with room for at least one byte
	 * @param timeout how long to wait
	 * @return the number of bytes, or -1 if the server has closed its direction
	 * @throws java.net.SocketTimeoutException if nothing came in time
	 * @throws IOException if the connection was reset or is closed
	 */
	int read(ByteBuffer target, Duration timeout) throws IOException;

	/**
	 * Writes all bytes, and waits while the server does not read.
	 * @param source the bytes
	 * @param timeout how long to wait each time
	 * @throws java.net.SocketTimeoutException if the server did not read in time
	 * @throws IOException if the connection was reset or is closed
	 */
	void write(ByteBuffer source, Duration timeout) throws IOException;

	/**
	 * Closes the direction to the server only.
	 * @throws IOException if the connection is closed
	 */
	void shutdownOutput() throws IOException;

	/**
	 * Closes as a client that crashed: with a reset where there is such a thing.
	 * @throws IOException if it cannot be closed
	 */
	void reset() throws IOException;

	@Override
	void close() throws IOException;

}
