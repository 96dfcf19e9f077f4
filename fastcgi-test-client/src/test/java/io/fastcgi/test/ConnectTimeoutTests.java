package io.fastcgi.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FastCgiTestClient#withConnectTimeout}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ConnectTimeoutTests {

	private static final int MORE_THAN_FIT = 10;

	@Test
	@Timeout(60)
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Others refuse what does not fit the backlog")
	void givesUpConnectingEarlierThanReading() throws IOException {
		List<FastCgiTestConnection> connections = new ArrayList<>();
		try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			FastCgiTestClient client = FastCgiTestClient.toPort(busy.getLocalPort())
				.withTimeout(Duration.ofHours(1))
				.withConnectTimeout(Duration.ofMillis(200));
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
				for (int i = 0; i < MORE_THAN_FIT; i++) {
					connections.add(client.connect());
				}
			}).withCauseInstanceOf(SocketTimeoutException.class);
		}
		finally {
			connections.forEach(FastCgiTestConnection::close);
		}
	}

}
