package io.fastcgi.test;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * How to reach the server.
 *
 * @param address where it listens
 * @param connectTimeout how long connecting may take
 * @param timeout how long each read and write may take
 * @param splitting how what is sent is cut
 * @param listener is told of records
 * @author FastCGI Spring Boot maintainers
 */
record Connector(SocketAddress address, Duration connectTimeout, Duration timeout, Splitting splitting,
		RecordListener listener) {

	Connector withTimeout(Duration timeout) {
		return new Connector(this.address, timeout, timeout, this.splitting, this.listener);
	}

	Connector withConnectTimeout(Duration connectTimeout) {
		return new Connector(this.address, connectTimeout, this.timeout, this.splitting, this.listener);
	}

	Connector withSplitting(Splitting splitting) {
		return new Connector(this.address, this.connectTimeout, this.timeout, splitting, this.listener);
	}

	Connector withListener(RecordListener listener) {
		return new Connector(this.address, this.connectTimeout, this.timeout, this.splitting, listener);
	}

	Wire open() throws IOException {
		return Wire.connect(this.address, this.connectTimeout, this.timeout);
	}

	FastCgiTestConnection connect() {
		return new FastCgiTestConnection(Io.call(this::open), this.splitting, this.listener);
	}

}
