package io.fastcgi.engine.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AllowedAddresses}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AllowedAddressesTests {

	/**
	 * SEC-21, SEC-24, PT-28.
	 */
	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "192.0.2.0/24, 192.0.2.255", "192.0.2.77/24, 192.0.2.1",
			"10.0.0.0/8, 10.255.0.1", "0.0.0.0/0, 203.0.113.9", "192.0.2.1/32, 192.0.2.1", "2001:db8::1, 2001:db8::1",
			"2001:db8::/32, 2001:db8:ffff::1", "2001:db8::1/128, 2001:db8::1", "::/0, 2001:db8::1", "::1, ::1",
			"fe80::1, fe80::1%1", "192.0.2.1, ::ffff:192.0.2.1", "192.0.2.0/24, ::ffff:192.0.2.9",
			"::ffff:192.0.2.1, 192.0.2.1", "::ffff:192.0.2.0/120, 192.0.2.9", "::ffff:192.0.2.1, ::ffff:192.0.2.1",
			"' 192.0.2.1 ', 192.0.2.1" })
	void admitsAnAddressInTheList(String allowed, String peer) throws Exception {
		assertThat(objection(List.of("198.51.100.7", allowed), peer)).isNull();
	}

	/**
	 * SEC-21, SEC-24, PT-28: {@code php-fpm} compared 12 of the 16 bytes.
	 */
	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.2", "192.0.2.0/24, 192.0.3.1", "192.0.2.1/32, 192.0.2.0",
			"2001:db8::1, 2001:db8::2", "2001:db8::1/128, 2001:db8::1:1", "2001:db8::/32, 2001:db9::1",
			"192.0.2.1, ::ffff:192.0.2.2", "::ffff:192.0.2.1, 192.0.2.2", "0.0.0.0/0, 2001:db8::1", "::/0, 192.0.2.1",
			"127.0.0.1, ::1" })
	void refusesAnyOther(String allowed, String peer) throws Exception {
		assertThat(objection(List.of(allowed), peer))
			.isEqualTo("FCGI_WEB_SERVER_ADDRS does not list its address; add it if a front end is there");
	}

	@Test
	void admitsNobodyWithoutAnyAddress() throws Exception {
		assertThat(objection(List.of(), "127.0.0.1")).isNotNull();
	}

	/**
	 * FCGI-3: or the transport is not TCP.
	 */
	@Test
	void refusesWhoeverHasNoAddress() {
		AllowedAddresses all = AllowedAddresses.of("here", List.of("0.0.0.0/0", "::/0"));
		assertThat(all.objectionTo(new Peer(null))).contains("does not come over TCP");
		assertThat(all.objectionTo(new EmbeddedChannel())).contains("does not come over TCP");
		assertThat(all.objectionTo(new Peer(InetSocketAddress.createUnresolved("localhost", 1)))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "example.org", "", " ", "192.0.2", "192.0.2.256", "192.0.2.1/33",
			"192.0.2.1/-1", "192.0.2.1/", "192.0.2.1/255.255.255.0", "2001:db8::/129", "[::1]", "192.0.2.1:9000",
			"10.0.0.0-10.0.0.9", "::ffff:192.0.2.1/32", "2001:db8::g" })
	void saysWhichEntryIsNoAddress(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> AllowedAddresses.of("here", List.of("127.0.0.1", entry)))
			.withMessageContaining("'" + entry.trim() + "'");
	}

	private static @Nullable String objection(List<String> allowed, String peer) throws Exception {
		return AllowedAddresses.of("FCGI_WEB_SERVER_ADDRS", allowed)
			.objectionTo(new Peer(new InetSocketAddress(address(peer), 4711)));
	}

	// Not as the JDK would have it, which knows no IPv4 address in the form of an IPv6
	// one
	private static InetAddress address(String text) throws UnknownHostException {
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
		return (bytes.length == 4) ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, -1);
	}

	private static final class Peer extends EmbeddedChannel {

		private final @Nullable SocketAddress address;

		private Peer(@Nullable SocketAddress address) {
			this.address = address;
		}

		@Override
		public @Nullable SocketAddress remoteAddress() {
			return this.address;
		}

	}

}
