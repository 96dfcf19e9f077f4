package io.fastcgi.engine.access;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.transport.Sockets;
import io.fastcgi.engine.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link AllowedPeers} on Unix domain sockets.
 *
 * @author FastCGI Spring Boot maintainers
 */
@EnabledOnOs(OS.LINUX)
class AllowedPeersTests {

	private static final String SOMEBODY_ELSE = "54321";

	@TempDir
	Path directory;

	/**
	 * SEC-21.
	 */
	@ParameterizedTest
	@EnumSource(names = { "NIO", "EPOLL" })
	void admitsByUserOrGroupByNameOrNumber(Transport transport) throws Exception {
		PosixFileAttributes self = Files.readAttributes(Files.createFile(this.directory.resolve("mine")),
				PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		String uid = Files.getAttribute(this.directory.resolve("mine"), "unix:uid").toString();
		String gid = Files.getAttribute(this.directory.resolve("mine"), "unix:gid").toString();
		assertThat(objections(transport, users(self.owner().getName()), users(SOMEBODY_ELSE, " " + uid),
				groups(self.group().getName()), groups(SOMEBODY_ELSE, gid),
				AllowedPeers.of(List.of(SOMEBODY_ELSE), List.of(gid)),
				AllowedPeers.of(List.of(uid), List.of(SOMEBODY_ELSE))))
			.containsOnlyNulls();
	}

	/**
	 * SEC-21.
	 */
	@ParameterizedTest
	@EnumSource(names = { "NIO", "EPOLL" })
	void refusesAnyOtherAndSaysWhoItIs(Transport transport) throws Exception {
		assertThat(objections(transport, users(SOMEBODY_ELSE), groups(SOMEBODY_ELSE),
				AllowedPeers.of(List.of(), List.of()), AllowedPeers.of(List.of(SOMEBODY_ELSE), List.of(SOMEBODY_ELSE))))
			.hasSize(4)
			.allSatisfy((objection) -> assertThat(objection).startsWith("neither its user ")
				.contains(" nor its group ")
				.doesNotContain(SOMEBODY_ELSE));
	}

	@Test
	void refusesWhoeverDoesNotComeOverAUnixSocket() {
		assertThat(users("0").objectionTo(new EmbeddedChannel())).contains("does not come over a Unix domain socket");
	}

	@Test
	void saysWhoDoesNotExist() {
		assertThatIllegalArgumentException().isThrownBy(() -> users("root", "no-such-user"))
			.withMessage("This machine has no user 'no-such-user'");
		assertThatIllegalArgumentException().isThrownBy(() -> groups("no-such-group"))
			.withMessage("This machine has no group 'no-such-group'");
	}

	private static AllowedPeers users(String... users) {
		return AllowedPeers.of(List.of(users), List.of());
	}

	private static AllowedPeers groups(String... groups) {
		return AllowedPeers.of(List.of(), List.of(groups));
	}

	/**
	 * Connect to a socket, and ask all rules about this process.
	 */
	private List<@Nullable String> objections(Transport transport, AllowedPeers... rules) throws Exception {
		assumeThat(transport.isAvailable()).isTrue();
		CompletableFuture<List<@Nullable String>> objections = new CompletableFuture<>();
		Path path = this.directory.resolve("socket");
		Sockets sockets = transport.sockets();
		EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(1, sockets.ioHandlerFactory());
		try {
			new ServerBootstrap().group(eventLoops)
				.channelFactory(sockets::unix)
				.childHandler(new ChannelInitializer<>() {

					@Override
					protected void initChannel(Channel channel) {
						objections.complete(Arrays.stream(rules).map((rule) -> rule.objectionTo(channel)).toList());
					}

				})
				.bind(sockets.unixAddress(path))
				.sync();
			connect(path);
			return objections.get(10, TimeUnit.SECONDS);
		}
		finally {
			eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
		}
	}

	// The peer may be gone when it is asked about
	private static void connect(Path path) throws IOException {
		try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			client.connect(UnixDomainSocketAddress.of(path));
		}
	}

}
