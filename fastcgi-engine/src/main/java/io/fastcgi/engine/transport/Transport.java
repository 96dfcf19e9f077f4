package io.fastcgi.engine.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * Mechanism that the event loops use.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum Transport {

	/**
	 * {@link #EPOLL} or {@link #KQUEUE} where its native library is on the class path and
	 * works, {@link #NIO} otherwise.
	 */
	AUTO {

		@Override
		public boolean isAvailable() {
			return true;
		}

		@Override
		public Transport resolve() {
			if (EPOLL.isAvailable()) {
				return EPOLL;
			}
			return (KQUEUE.isAvailable()) ? KQUEUE : NIO;
		}

		@Override
		public IoHandlerFactory ioHandlerFactory() {
			return resolve().ioHandlerFactory();
		}

		@Override
		public Class<? extends ServerChannel> serverChannelType() {
			return resolve().serverChannelType();
		}

	},

	/**
	 * The JDK's selectors, everywhere and without native code.
	 */
	NIO {

		@Override
		public boolean isAvailable() {
			return true;
		}

		@Override
		public IoHandlerFactory ioHandlerFactory() {
			return NioIoHandler.newFactory();
		}

		@Override
		public Class<? extends ServerChannel> serverChannelType() {
			return NioServerSocketChannel.class;
		}

	},

	/**
	 * Linux, with {@code netty-transport-native-epoll}.
	 */
	EPOLL {

		@Override
		public boolean isAvailable() {
			return isPresent("io.netty.channel.epoll.Epoll") && Epoll.isAvailable();
		}

		@Override
		public IoHandlerFactory ioHandlerFactory() {
			return EpollIoHandler.newFactory();
		}

		@Override
		public Class<? extends ServerChannel> serverChannelType() {
			return EpollServerSocketChannel.class;
		}

	},

	/**
	 * MacOS and BSD, with {@code netty-transport-native-kqueue}.
	 */
	KQUEUE {

		@Override
		public boolean isAvailable() {
			return isPresent("io.netty.channel.kqueue.KQueue") && KQueue.isAvailable();
		}

		@Override
		public IoHandlerFactory ioHandlerFactory() {
			return KQueueIoHandler.newFactory();
		}

		@Override
		public Class<? extends ServerChannel> serverChannelType() {
			return KQueueServerSocketChannel.class;
		}

	},

	/**
	 * Linux, with {@code netty-transport-native-io_uring}. Never chosen unless asked for,
	 * because many containers forbid it.
	 */
	IO_URING {

		@Override
		public boolean isAvailable() {
			return isPresent("io.netty.channel.uring.IoUring") && IoUring.isAvailable();
		}

		@Override
		public IoHandlerFactory ioHandlerFactory() {
			return IoUringIoHandler.newFactory();
		}

		@Override
		public Class<? extends ServerChannel> serverChannelType() {
			return IoUringServerSocketChannel.class;
		}

	};

	/**
	 * Return whether the transport works here.
	 * @return whether it is available
	 */
	public abstract boolean isAvailable();

	/**
	 * Return the transport that is used when this one is asked for.
	 * @return this transport unless it is {@link #AUTO}
	 */
	public Transport resolve() {
		return this;
	}

	/**
	 * Return what event loops run on.
	 * @return the factory
	 */
	public abstract IoHandlerFactory ioHandlerFactory();

	/**
	 * Return the type of channels that listen on TCP.
	 * @return the type
	 */
	public abstract Class<? extends ServerChannel> serverChannelType();

	private static boolean isPresent(String className) {
		try {
			Class.forName(className, false, Transport.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
