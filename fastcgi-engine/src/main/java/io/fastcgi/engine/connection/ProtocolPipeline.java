package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.RecordDecoder;
import io.fastcgi.engine.codec.ScgiDecoder;
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
		pipeline.addLast(new ScgiDecoder(limits.maxParamsSize(), limits.maxParams(), this.registry.bufferedParams()));
		pipeline.addLast(new ScgiConnection(this.settings, this.registry, pipeline.channel()));
	}

}
