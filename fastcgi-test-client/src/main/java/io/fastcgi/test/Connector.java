package io.fastcgi.test;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * How to reach the server.
 *
 * @param wires makes the connections
 * @param connectTimeout how long connecting may take
 * @param timeout how long each read and write may take
 * @param splitting how what is sent is cut
 * @param listener is told of records
 * @author FastCGI Spring Boot maintainers
 */
record Connector(WireFactory wires, Duration connectTimeout, Duration timeout, Splitting splitting,
		RecordListener listener) {

	Connector withTimeout(Duration timeout) {
		return new Connector(this.wires, timeout, timeout, this.splitting, this.listener);
	}

	Connector withConnectTimeout(Duration connectTimeout) {
		return new Connector(this.wires, connectTimeout, this.timeout, this.splitting, this.listener);
	}

	Connector withSplitting(Splitting splitting) {
		return new Connector(this.wires, this.connectTimeout, this.timeout, splitting, this.listener);
	}

	Connector withListener(RecordListener listener) {
		return new Connector(this.wires, this.connectTimeout, this.timeout, this.splitting, listener);
	}

	Wire open() throws IOException {
		return this.wires.connect(this.connectTimeout);
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
