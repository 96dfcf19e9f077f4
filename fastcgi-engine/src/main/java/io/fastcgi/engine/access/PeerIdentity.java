package io.fastcgi.engine.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;

import io.fastcgi.engine.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Whose process is at the other end of a Unix domain socket.
 *
 * @param user its effective user
 * @param group its effective group
 * @author FastCGI Spring Boot maintainers
 */
record PeerIdentity(UserPrincipal user, GroupPrincipal group) {

	/**
	 * Ask the operating system.
	 * @param channel the connection
	 * @return the identity or {@code null} if it is no Unix domain socket
	 * @throws IOException if the system does not tell
	 * @throws UnsupportedOperationException if the system never tells
	 */
	static @Nullable PeerIdentity of(Channel channel) throws IOException {
		if (channel instanceof NioDomainSocketChannel) {
			return of(channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED)));
		}
		PeerCredentials credentials = nativeCredentials(channel);
		return (credentials != null) ? of(credentials) : null;
	}

	private static PeerIdentity of(@Nullable UnixDomainPrincipal principal) {
		if (principal == null) {
			throw new UnsupportedOperationException("SO_PEERCRED is not supported here");
		}
		return new PeerIdentity(principal.user(), principal.group());
	}

	// The classes of a transport may be missing, so it is asked whether it is there first
	private static @Nullable PeerCredentials nativeCredentials(Channel channel) throws IOException {
		if (Transport.EPOLL.isAvailable() && channel instanceof EpollDomainSocketChannel epoll) {
			return epoll.peerCredentials();
		}
		if (Transport.KQUEUE.isAvailable() && channel instanceof KQueueDomainSocketChannel kqueue) {
			return kqueue.peerCredentials();
		}
		if (Transport.IO_URING.isAvailable() && channel instanceof IoUringDomainSocketChannel uring) {
			return uring.peerCredentials();
		}
		return null;
	}

	private static PeerIdentity of(PeerCredentials credentials) throws IOException {
		UserPrincipalLookupService lookup = FileSystems.getDefault().getUserPrincipalLookupService();
		return new PeerIdentity(lookup.lookupPrincipalByName(Integer.toString(credentials.uid())),
				lookup.lookupPrincipalByGroupName(Integer.toString(credentials.gids()[0])));
	}

}
