package io.fastcgi.test;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for threads that are interrupted while they wait for the server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InterruptedReadTests {

	@Test
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void closesTheConnection() throws Exception {
		try (ScriptedServer<Integer> server = ScriptedServer.start((in, out) -> in.read());
				FastCgiTestConnection connection = server.client().connect()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(connection::readRecord)
				.withCauseInstanceOf(ClosedByInterruptException.class);
			assertThat(Thread.interrupted()).isTrue();
			assertThat(server.result()).isEqualTo(-1);
		}
	}

	@AfterEach
	void goOn() {
		Thread.interrupted();
	}

}
