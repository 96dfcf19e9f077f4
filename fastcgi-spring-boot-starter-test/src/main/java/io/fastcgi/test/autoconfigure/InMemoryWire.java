package io.fastcgi.test.autoconfigure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import io.fastcgi.engine.memory.InMemoryConnection;
import io.fastcgi.test.Wire;

/**
 * A connection in memory, for the test client.
 *
 * @param connection the connection
 * @author FastCGI Spring Boot maintainers
 */
record InMemoryWire(InMemoryConnection connection) implements Wire {

	@Override
	public int read(ByteBuffer target, Duration timeout) throws IOException {
		return this.connection.read(target, timeout);
	}

	@Override
	public void write(ByteBuffer source, Duration timeout) throws IOException {
		this.connection.write(source, timeout);
	}

	@Override
	public void shutdownOutput() {
		this.connection.shutdownOutput();
	}

	@Override
	public void reset() {
		this.connection.reset();
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
