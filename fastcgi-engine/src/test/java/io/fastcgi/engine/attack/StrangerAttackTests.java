package io.fastcgi.engine.attack;

import java.io.UncheckedIOException;
import java.util.HexFormat;

import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients who speak another protocol, and browsers that are made to.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StrangerAttackTests extends AttackTestCase {

	/**
	 * SEC-22: HTTP, HTTP with a body that looks like FastCGI, PROXY headers of both
	 * versions, TLS, and nothing that anybody knows. The first byte decides, be there a
	 * megabyte behind it.
	 */
	@ParameterizedTest
	@CsvSource({ "474554202f20485454502f312e310d0a0d0a,HTTP", "504f5354202f0d0a0d0a0101000100080000,HTTP",
			"50524f58592054435034203132372e302e302e310d0a,PROXY", "0d0a0d0a000d0a515549540a2111,PROXY",
			"16030102000100,TLS", "00,no protocol known here", "ff,no protocol known here" })
	void strangerIsTurnedAwayByTheFirstByte(String hex, String expected) {
		attacked(NEVER_CALLED);
		byte[] greeting = HexFormat.of().parseHex(hex);
		for (int i = 0; i < 50; i++) {
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes(greeting);
				if (i % 10 == 0) {
					connection.writeBytes(new byte[1_000_000]);
				}
				assertThat(connection.isClosedByPeer()).isTrue();
			}
			catch (UncheckedIOException ex) {
				// It was closed while it was written to.
			}
		}
		eventually(() -> assertThat(this.events.protocolErrors).hasSize(50)
			.allSatisfy((error) -> assertThat(error).contains(expected)));
	}

}
