package io.fastcgi.spring.actuate;

import java.util.List;
import java.util.Map;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiHealthIndicator}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiHealthIndicatorTests {

	@Test
	void describesListenersAndLoad() {
		try (TestApplication application = TestApplication.of();
				FastCgiTestConnection connection = application.client().connect()) {
			assertThat(connection.getValues("FCGI_MAX_CONNS")).isNotEmpty();
			Health health = health(application);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("connections", 1)
				.containsEntry("requests", 0)
				.containsEntry("listeners",
						List.of(Map.of("address", application.server().listeners().get(0).address().toString(),
								"protocol", ProtocolMode.AUTO, "accepting", true)));
		}
	}

	@Test
	void isDownWhenAListenerDoesNotAccept() {
		try (TestApplication application = TestApplication.of()) {
			application.server().eventLoops().shutdownGracefully().syncUninterruptibly();
			Health health = health(application);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("listeners").toString()).contains("accepting=false");
		}
	}

	@Test
	void isOutOfServiceWhileTheServerDoesNotRun() {
		FastCgiServerLifecycle lifecycle = new FastCgiServerLifecycle(FastCgiServer.builder(), (event) -> {
		});
		assertThat(new FastCgiHealthIndicator(lifecycle).health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		try (TestApplication application = TestApplication.of()) {
			application.server().drain();
			assertThat(health(application).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		}
	}

	private static Health health(TestApplication application) {
		return new FastCgiHealthIndicator(application.bean(FastCgiServerLifecycle.class)).health();
	}

}
