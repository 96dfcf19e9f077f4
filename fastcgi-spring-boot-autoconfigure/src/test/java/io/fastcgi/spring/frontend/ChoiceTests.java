package io.fastcgi.spring.frontend;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.connection.ProtocolMode;
import io.netty.handler.ssl.ClientAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Choice}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ChoiceTests {

	static List<String> names() {
		return new FrontEnds().names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void addressOfANetworkInterfaceIsNotWritten(String name) throws UnknownHostException {
		String configuration = Applications.configure(name, linkLocal());
		assertThat(configuration)
			.contains("# [fe80::1%7]:9000 cannot be written here: it means nothing without the name of a network");
		assertThat(configuration.lines()).allMatch((line) -> line.startsWith("# "));
	}

	@Test
	void saysOfEachListenerThatCannotBeUsedWhyNot() throws UnknownHostException {
		ListenerState scgi = Applications.speaking(ProtocolMode.SCGI,
				Applications.tcp("192.0.2.1", Access.unrestricted()));
		ListenerState tls = Applications.tcp("192.0.2.2", Access.unrestricted().withTls(new Tls(() -> {
			throw new IllegalStateException();
		}, ClientAuth.REQUIRE, Duration.ofSeconds(1))));
		ListenerState spaced = Applications.listener(Applications.UNIX.spec(), UnixDomainSocketAddress.of("/run/a b"));
		assertThat(Applications.configure("nginx", scgi, tls, linkLocal(), spaced, Applications.LOOPBACK))
			.contains("server 127.0.0.1:9000;")
			.contains("\n# 192.0.2.1:9000 speaks another protocol.")
			.contains("\n# 192.0.2.2:9000 speaks TLS, which nginx does not speak to applications.\n")
			.contains("\n# [fe80::1%7]:9000 cannot be written here")
			.contains("\n# An address that cannot be written here: a Unix domain socket needs a path of letters");
	}

	private static ListenerState linkLocal() throws UnknownHostException {
		byte[] bytes = new byte[16];
		bytes[0] = (byte) 0xfe;
		bytes[1] = (byte) 0x80;
		bytes[15] = 1;
		return Applications.listener(ListenerSpec.loopback(0),
				new InetSocketAddress(Inet6Address.getByAddress(null, bytes, 7), 9000));
	}

}
