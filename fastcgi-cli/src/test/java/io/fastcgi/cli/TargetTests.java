package io.fastcgi.cli;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Target}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TargetTests {

	@Test
	void readsHostPortPathAndQuery() {
		Target target = Target.parse("127.0.0.1:4000/a%2Fb?x=1:2");
		assertThat(target.protocol()).isNull();
		assertThat(target.address()).isEqualTo(new InetSocketAddress("127.0.0.1", 4000));
		assertThat(target.path()).isEqualTo("/a%2Fb?x=1:2");
		assertThat(target.place()).isEqualTo("127.0.0.1:4000");
	}

	@Test
	void asksForTheRootWhenThereIsNoPath() {
		assertThat(Target.parse("localhost:9000").path()).isEqualTo("/");
		assertThat(Target.parse("localhost:9000?x=1").path()).isEqualTo("/?x=1");
		assertThat(Target.parse("unix:/run/app.sock").path()).isEqualTo("/");
	}

	@Test
	void readsTheProtocolFromTheScheme() {
		assertThat(Target.parse("fcgi://127.0.0.1:1/p").protocol()).isEqualTo(Protocol.FASTCGI);
		assertThat(Target.parse("scgi://127.0.0.1:1/p").protocol()).isEqualTo(Protocol.SCGI);
		assertThat(Target.parse("scgi://unix:/run/app.sock:/p").protocol()).isEqualTo(Protocol.SCGI);
	}

	@Test
	void readsAnIpv6Address() {
		Target target = Target.parse("[::1]:9000/p");
		assertThat(target.address()).isEqualTo(new InetSocketAddress("::1", 9000));
		assertThat(target.place()).endsWith("1]:9000");
	}

	@Test
	void readsTheSocketAndThePath() {
		Target target = Target.parse("unix:/run/app:1.sock:/p?x=:/y");
		assertThat(target.address()).isEqualTo(UnixDomainSocketAddress.of("/run/app:1.sock"));
		assertThat(target.path()).isEqualTo("/p?x=:/y");
		assertThat(target.place()).isEqualTo("unix:/run/app:1.sock");
	}

	@Test
	void takesTheSocketOfAnOption() {
		Target target = Target.onSocket(Path.of("/run/app.sock"), "/p?x");
		assertThat(target.address()).isEqualTo(UnixDomainSocketAddress.of("/run/app.sock"));
		assertThat(target.path()).isEqualTo("/p?x");
		assertThatIllegalArgumentException().isThrownBy(() -> Target.onSocket(Path.of("/run/app.sock"), "host:1/p"))
			.withMessageContaining("a path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/p", "localhost", "localhost/p", "localhost:/p", "localhost:65536/p",
			"localhost:99999", "localhost:123456", ":9000/p", "http://localhost:9000/p", "::1:9000", "unix:" })
	void refusesWhatIsNoTarget(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Target.parse(text)).withMessageContaining("HOST:PORT");
	}

}
