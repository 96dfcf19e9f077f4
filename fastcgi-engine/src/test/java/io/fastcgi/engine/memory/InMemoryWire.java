package io.fastcgi.engine.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.Wire;

/**
 * Lets the test client talk over a connection in memory.
 *
 * @param connection the connection
 * @author FastCGI Spring Boot maintainers
 */
public record InMemoryWire(InMemoryConnection connection) implements Wire {

	public static FastCgiTestClient client(InMemoryAddress address) {
		return FastCgiTestClient.over((timeout) -> new InMemoryWire(address.connect()));
	}

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
