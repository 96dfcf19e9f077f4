package io.fastcgi.engine.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/**
 * Lets a connection be read from again after it was not for a while.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AutoRead {

	private AutoRead() {
	}

	/**
	 * Read from a connection, unless the other side has closed its direction. With epoll,
	 * Netty 4.2.17 has taken it out of its set then, and closes it when it cannot change
	 * what it waits for.
	 * @param channel the connection
	 */
	static void resume(Channel channel) {
		if (!(channel instanceof DuplexChannel duplex && duplex.isInputShutdown())) {
			channel.config().setAutoRead(true);
		}
	}

}
