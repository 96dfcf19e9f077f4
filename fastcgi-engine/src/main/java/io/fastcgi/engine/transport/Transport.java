package io.fastcgi.engine.transport;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.uring.IoUring;

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
	AUTO(() -> true, () -> preferred().sockets()),

	/**
	 * The JDK's selectors, everywhere and without native code.
	 */
	NIO(() -> true, () -> new NioSockets()),

	/**
	 * Linux, with {@code netty-transport-native-epoll}.
	 */
	EPOLL(() -> isPresent("io.netty.channel.epoll.Epoll") && Epoll.isAvailable(), () -> new EpollSockets()),

	/**
	 * MacOS and BSD, with {@code netty-transport-native-kqueue}.
	 */
	KQUEUE(() -> isPresent("io.netty.channel.kqueue.KQueue") && KQueue.isAvailable(), () -> new KQueueSockets()),

	/**
	 * Linux, with {@code netty-transport-native-io_uring}. Never chosen unless asked for,
	 * because many containers forbid it. Cannot take over a socket that was inherited.
	 */
	IO_URING(() -> isPresent("io.netty.channel.uring.IoUring") && IoUring.isAvailable(), () -> new IoUringSockets());

	private final BooleanSupplier available;

	private final Supplier<Sockets> sockets;

	// No method references above: they would load classes that need not be there
	Transport(BooleanSupplier available, Supplier<Sockets> sockets) {
		this.available = available;
		this.sockets = sockets;
	}

	/**
	 * Return whether the transport works here.
	 * @return whether it is available
	 */
	public boolean isAvailable() {
		return this.available.getAsBoolean();
	}

	/**
	 * Return the transport that is used when this one is asked for.
	 * @return this transport unless it is {@link #AUTO}
	 */
	public Transport resolve() {
		return (this == AUTO) ? preferred() : this;
	}

	/**
	 * Return what the transport makes.
	 * @return the event loops and channels, to be asked for only if the transport
	 * {@link #isAvailable()}
	 */
	public Sockets sockets() {
		return this.sockets.get();
	}

	private static Transport preferred() {
		if (EPOLL.isAvailable()) {
			return EPOLL;
		}
		return (KQUEUE.isAvailable()) ? KQUEUE : NIO;
	}

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
