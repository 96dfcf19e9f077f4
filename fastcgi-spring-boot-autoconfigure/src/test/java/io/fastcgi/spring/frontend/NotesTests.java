package io.fastcgi.spring.frontend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.fastcgi.engine.ListenerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Notes} and for what else all front ends have in common.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NotesTests {

	static List<String> names() {
		return new FrontEnds().names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void saysWhatLetsTheFrontEndIn(String name) {
		assertThat(Applications.configure(name, Applications.UNIX))
			.contains("'fastcgi.server.unix.group', or 'fastcgi.server.listeners[n].unix.group' of an entry.\n")
			.doesNotContain("SocketGroup");
		assertThat(Applications.configure(name, Applications.unix(ListenerSpec.inherited())))
			.contains("see 'SocketGroup=' of the .socket unit, or whatever else has made the socket.\n")
			.doesNotContain("unix.group");
	}

	@ParameterizedTest
	@MethodSource("names")
	void asksForASecretThatMeansNothingElse(String name) {
		assertThat(Applications.configure(name, Applications.tcp("127.0.0.1", Applications.withSecret("OWN"))))
			.contains("Choose one of letters\n")
			.contains("# and digits: other characters could mean something else here.\n");
	}

	@Test
	void addressesAreShort() throws UnknownHostException {
		assertThat(AddressLiteral.of(InetAddress.getByName("0:0:0:0:0:0:0:1"))).isEqualTo("::1");
		assertThat(AddressLiteral.of(InetAddress.getByName("2001:db8:0:0:0:0:0:1"))).isEqualTo("2001:db8::1");
		assertThat(AddressLiteral.of(InetAddress.getByName("192.0.2.1"))).isEqualTo("192.0.2.1");
	}

}
