package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.LimitsBuilder;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.transport.Transport;

import org.springframework.util.unit.DataSize;

/**
 * Describes a server as the properties say.
 *
 * @param properties the properties
 * @param accesses makes what decides who may connect
 * @author FastCGI Spring Boot maintainers
 */
record ServerBuilders(FastCgiServerProperties properties, AccessFactory accesses) {

	FastCgiServerBuilder create() {
		FastCgiServerBuilder builder = FastCgiServer.builder()
			.limits(limits())
			.timeouts(timeouts())
			.transport(transport())
			.paramsCharset(this.properties.paramsCharset());
		new Listeners(this.properties, new ListenerFactory(this.accesses)).create().forEach(builder::listen);
		Integer ioThreads = this.properties.ioThreads();
		if (ioThreads != null) {
			builder.ioThreads(ioThreads);
		}
		return builder;
	}

	private Transport transport() {
		Transport transport = this.properties.transport();
		if (!transport.isAvailable()) {
			throw new UnavailableTransportException(transport);
		}
		return transport;
	}

	Limits limits() {
		FastCgiServerProperties.Limits limits = this.properties.limits();
		LimitsBuilder builder = Limits.builder()
			.maxConnections(limits.connections())
			.maxRequestsPerConnection(limits.requestsPerConnection())
			.maxRequests(limits.requests())
			.maxParamsSize(Math.toIntExact(limits.paramsSize().toBytes()))
			.maxParams(limits.paramsCount())
			.inputWindow(Math.toIntExact(limits.inputWindow().toBytes()))
			.maxSpooledInput(limits.spooledInput().toBytes())
			.maxBodySize(limits.bodySize().toBytes());
		DataSize bufferedParams = limits.bufferedParams();
		if (bufferedParams != null) {
			builder.maxBufferedParams(bufferedParams.toBytes());
		}
		DataSize bufferedInput = limits.bufferedInput();
		if (bufferedInput != null) {
			builder.maxBufferedInput(bufferedInput.toBytes());
		}
		return builder.build();
	}

	Timeouts timeouts() {
		FastCgiServerProperties.Timeouts timeouts = this.properties.timeouts();
		return new Timeouts(timeouts.firstRequest(), timeouts.params(), timeouts.input(), timeouts.handler(),
				timeouts.output(), timeouts.idle(), timeouts.tunnel());
	}

}
