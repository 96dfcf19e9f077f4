package io.fastcgi.engine.connection;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * Tells every connection now and then to look at its deadlines, with one timer for each
 * event loop, so that a request costs no timers.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class DeadlineTicker {

	private final long intervalNanos;

	private final Map<EventLoop, Set<Channel>> channels = new ConcurrentHashMap<>();

	DeadlineTicker(Duration interval) {
		this.intervalNanos = interval.toNanos();
	}

	/**
	 * Include a connection until it is closed. Called on its event loop.
	 * @param channel the connection
	 */
	void add(Channel channel) {
		Set<Channel> ofLoop = this.channels.computeIfAbsent(channel.eventLoop(), this::start);
		ofLoop.add(channel);
		channel.closeFuture().addListener((closed) -> ofLoop.remove(channel));
	}

	private Set<Channel> start(EventLoop eventLoop) {
		Set<Channel> ofLoop = new LinkedHashSet<>();
		eventLoop.scheduleWithFixedDelay(() -> tick(ofLoop), this.intervalNanos, this.intervalNanos,
				TimeUnit.NANOSECONDS);
		return ofLoop;
	}

	private static void tick(Set<Channel> channels) {
		for (Channel channel : List.copyOf(channels)) {
			channel.pipeline().fireUserEventTriggered(ConnectionEvent.CHECK_DEADLINES);
		}
	}

}
