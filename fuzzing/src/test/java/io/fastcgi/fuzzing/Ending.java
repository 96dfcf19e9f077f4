package io.fastcgi.fuzzing;

import io.fastcgi.engine.connection.ConnectionRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

/**
 * How a connection comes to its end.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum Ending {

	CLOSE {

		@Override
		void of(EmbeddedChannel channel, ConnectionRegistry registry) {
			channel.close();
		}

	},

	HALF_CLOSE {

		@Override
		void of(EmbeddedChannel channel, ConnectionRegistry registry) {
			channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
			channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
		}

	},

	DRAIN {

		@Override
		void of(EmbeddedChannel channel, ConnectionRegistry registry) {
			registry.drain();
		}

	},

	ABORT {

		@Override
		void of(EmbeddedChannel channel, ConnectionRegistry registry) {
			registry.abort();
		}

	};

	abstract void of(EmbeddedChannel channel, ConnectionRegistry registry);

}
