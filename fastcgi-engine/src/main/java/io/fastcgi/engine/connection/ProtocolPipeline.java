package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.RecordDecoder;
import io.fastcgi.engine.codec.ScgiDecoder;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.channel.ChannelPipeline;

/**
 * Adds the handlers of a protocol to the pipeline of a connection.
 *
 * @param settings what all connections share
 * @param registry the connections and requests of the server
 * @author FastCGI Spring Boot maintainers
 */
record ProtocolPipeline(ConnectionSettings settings, ConnectionRegistry registry) {

	void addFastCgi(ChannelPipeline pipeline) {
		pipeline.addLast(new RecordDecoder());
		pipeline.addLast(new FastCgiConnection(this.settings, this.registry, pipeline.channel()));
	}

	void addScgi(ChannelPipeline pipeline) {
		Limits limits = this.settings.limits();
		MemoryBudget budget = this.registry.bufferedParams();
		pipeline.addLast(new ScgiDecoder(limits.maxParamsSize(), limits.maxParams(), budget::reserve, budget::release));
		pipeline.addLast(new ScgiConnection(this.settings, this.registry, pipeline.channel()));
	}

}
