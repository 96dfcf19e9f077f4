package io.fastcgi.engine.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketChannel;

/**
 * Closing a connection so that its other side gets an error in place of an end. Only TCP
 * has that.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Reset {

	private Reset() {
	}

	static boolean isPossible(Channel channel) {
		return channel instanceof SocketChannel;
	}

	/**
	 * Let the connection end with a reset, whoever closes it.
	 * @param channel the connection
	 */
	static void prepare(Channel channel) {
		if (channel instanceof SocketChannel socket) {
			try {
				socket.config().setSoLinger(0);
			}
			catch (ChannelException ex) {
				// It is closed already.
			}
		}
	}

}
