package io.fastcgi.test.autoconfigure;

import java.io.IOException;
import java.time.Duration;

import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.test.Wire;
import io.fastcgi.test.WireFactory;

/**
 * Lets the test client talk to a server in memory, where there is no Spring to do it.
 *
 * <pre class="code">
 * FastCgiTestClient client = FastCgiTestClient.over(new InMemoryWireFactory(address));
 * </pre>
 *
 * @param address where the server listens
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record InMemoryWireFactory(InMemoryAddress address) implements WireFactory {

	@Override
	public Wire connect(Duration timeout) throws IOException {
		return new InMemoryWire(this.address.connect());
	}

}
