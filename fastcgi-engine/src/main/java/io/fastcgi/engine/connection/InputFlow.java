package io.fastcgi.engine.connection;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;

/**
 * Decides what happens when a handler reads its input more slowly than it comes.
 * <p>
 * The connection is not read from for a moment, so that the front end slows down. That is
 * all it takes if the handler goes on and the connection is not shared. Otherwise others
 * may be in need of what comes next: requests on the same connection, or the handler
 * itself, which may wait for a front end that reads nothing before it has sent
 * everything, for the data behind, or to be told that the connection was closed. Then
 * input goes into a temporary file, and if that has no room, the request that is in the
 * way is given up. A tunnel that has the connection for itself may wait for ever.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputFlow {

	private static final long PATIENCE_MILLIS = 200;

	private final Channel channel;

	private final Policy policy;

	/**
	 * How many streams are full. Below zero for a moment if a stream is read, and
	 * {@link #drained()} called, before {@link #full(InputQueue)} is.
	 */
	private final AtomicInteger fullStreams = new AtomicInteger();

	private final Set<InputQueue> watched = new HashSet<>(2);

	InputFlow(Channel channel, Policy policy) {
		this.channel = channel;
		this.policy = policy;
	}

	/**
	 * Note that a stream became full. Called on the event loop.
	 * @param stream the stream
	 */
	void full(InputQueue stream) {
		this.fullStreams.incrementAndGet();
		if (!stream.isFull()) {
			// It was read, or its request ended, before anybody came here.
			return;
		}
		if (this.policy.isPremature(stream)) {
			this.policy.giveUp(stream);
		}
		else if (this.policy.isShared()) {
			makeRoom(stream);
		}
		else {
			this.channel.config().setAutoRead(false);
			watch(stream);
		}
	}

	private void watch(InputQueue stream) {
		if (this.watched.add(stream)) {
			long reads = stream.reads();
			this.channel.eventLoop().schedule(() -> look(stream, reads), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void look(InputQueue stream, long readsBefore) {
		this.watched.remove(stream);
		if (!stream.isFull()) {
			return;
		}
		if (stream.reads() == readsBefore && !(stream.isTunnel() && this.policy.isExclusive())) {
			makeRoom(stream);
		}
		else {
			watch(stream);
		}
	}

	private void makeRoom(InputQueue stream) {
		if (stream.spool()) {
			return;
		}
		if (this.policy.hasSiblings()) {
			this.policy.giveUp(stream);
		}
		else {
			this.channel.config().setAutoRead(false);
			watch(stream);
		}
	}

	/**
	 * Note that a stream that was full has room again. Called on any thread.
	 */
	void drained() {
		if (this.fullStreams.decrementAndGet() == 0) {
			Callbacks.run(this.channel.eventLoop(), this::resume);
		}
	}

	private void resume() {
		if (this.fullStreams.get() == 0) {
			AutoRead.resume(this.channel);
		}
	}

	/**
	 * What a connection knows of its requests.
	 */
	interface Policy {

		/**
		 * Return whether the request that a stream belongs to has not begun for its
		 * handler, so that nobody can read the stream.
		 * @param stream the stream
		 * @return whether the input is too early
		 */
		boolean isPremature(InputQueue stream);

		/**
		 * Return whether the front end lets requests share the connection, so that the
		 * next one may begin at any moment.
		 * @return whether the connection is shared
		 */
		boolean isShared();

		/**
		 * Return whether no other request can come while there is one.
		 * @return whether a request has the connection for itself
		 */
		boolean isExclusive();

		/**
		 * Return whether there are several requests on the connection.
		 * @return whether a request has siblings
		 */
		boolean hasSiblings();

		/**
		 * Give up the request that a stream belongs to.
		 * @param stream the stream
		 */
		void giveUp(InputQueue stream);

	}

}
