package io.fastcgi.test;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * How to reach the server.
 *
 * @param wires makes the connections
 * @param timeout how long connecting, and each read and write, may take
 * @param splitting how what is sent is cut
 * @author FastCGI Spring Boot maintainers
 */
record Connector(WireFactory wires, Duration timeout, Splitting splitting) {

	Connector withTimeout(Duration timeout) {
		return new Connector(this.wires, timeout, this.splitting);
	}

	Connector withSplitting(Splitting splitting) {
		return new Connector(this.wires, this.timeout, splitting);
	}

	Wire open() throws IOException {
		return this.wires.connect(this.timeout);
	}

	WireInputStream input(Wire wire) {
		return new WireInputStream(wire, this.timeout);
	}

	OutputStream output(Wire wire) {
		return new WireOutputStream(wire, this.timeout, this.splitting);
	}

	FastCgiTestConnection connect() {
		return new FastCgiTestConnection(Io.call(this::open), this);
	}

}
