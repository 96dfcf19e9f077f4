package io.fastcgi.engine.access;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a peer may connect, by what the operating system says of it. Asked on
 * the event loop before anything is read; it must not block.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface AccessRule {

	/**
	 * Return what stands against a peer.
	 * @param channel the connection, accepted and not yet read from
	 * @return why the peer may not connect, as the end of a sentence for the log, or
	 * {@code null} if it may
	 */
	@Nullable String objectionTo(Channel channel);

}
