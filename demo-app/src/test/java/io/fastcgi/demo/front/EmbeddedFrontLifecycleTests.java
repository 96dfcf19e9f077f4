package io.fastcgi.demo.front;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedFront} alone.
 *
 * @author FastCGI Spring Boot maintainers
 */
class EmbeddedFrontLifecycleTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Front.class)
		.withPropertyValues("demo.front.port=0");

	@Test
	void isAbsentUnlessEnabled() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedFront.class));
	}

	@Test
	void stopsWithTheContext() {
		int[] port = new int[1];
		this.contextRunner.withPropertyValues("demo.front.enabled=true").run((context) -> {
			EmbeddedFront front = context.getBean(EmbeddedFront.class);
			assertThat(front.isRunning()).isTrue();
			port[0] = front.getPort();
		});
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(port[0]));
	}

	@Test
	void canBeRestarted() {
		this.contextRunner.withPropertyValues("demo.front.enabled=true").run((context) -> {
			EmbeddedFront front = context.getBean(EmbeddedFront.class);
			front.stop();
			assertThat(front.isRunning()).isFalse();
			front.start();
			assertThat(front.getPort()).isPositive();
		});
	}

	@Test
	void badGatewayWhenNobodyListens() throws IOException {
		int unused = unusedPort();
		this.contextRunner.withPropertyValues("demo.front.enabled=true", "fastcgi.server.port=" + unused)
			.run((context) -> assertThat(get(context.getBean(EmbeddedFront.class).getPort())).isEqualTo(502));
	}

	private static int get(int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(FrontProperties.class)
	@Import(EmbeddedFront.class)
	static class Front {

	}

}
