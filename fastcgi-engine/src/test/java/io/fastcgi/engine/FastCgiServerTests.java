package io.fastcgi.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiServer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiServerTests {

	@Test
	void javadocExampleAnswersOverScgi() {
		AtomicLong count = new AtomicLong();
		FastCgiServer server = FastCgiServer.builder()
			.listen(0)
			.handler((exchange) -> exchange.respondText("Hello for the " + count.incrementAndGet() + "th time."))
			.start();
		try (server) {
			TestResponse response = FastCgiTestClient.toPort(server.port()).scgi().get("/").send();
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
			assertThat(response.bodyAsString()).isEqualTo("Hello for the 1th time.");
			assertThat(FastCgiTestClient.toPort(server.port()).get("/").send().bodyAsString())
				.isEqualTo("Hello for the 2th time.");
		}
	}

	@Test
	void tellsWhatItWasGiven() {
		Limits limits = Limits.builder().maxBodySize(7).build();
		Timeouts timeouts = Timeouts.defaults().withIdle(Duration.ofSeconds(7));
		FastCgiServer server = FastCgiServer.builder()
			.listen(0)
			.limits(limits)
			.timeouts(timeouts)
			.handler((exchange) -> exchange.respondText("hello"))
			.start();
		try (server) {
			assertThat(server.limits()).isEqualTo(limits);
			assertThat(server.timeouts()).isEqualTo(timeouts);
		}
	}

	@Test
	void buffersAreThoseOfThePoolUnlessOthersAreWanted() throws Exception {
		ByteBufAllocator wanted = new UnpooledByteBufAllocator(false);
		BlockingQueue<ByteBufAllocator> seen = new LinkedBlockingQueue<>();
		FastCgiServerBuilder builder = FastCgiServer.builder().listen(0).handler((exchange) -> {
			seen.add(exchange.allocator());
			exchange.respondText("hello");
		});
		for (ByteBufAllocator expected : List.of(PooledByteBufAllocator.DEFAULT, wanted)) {
			try (FastCgiServer server = builder.start()) {
				FastCgiTestClient.toPort(server.port()).get("/").send();
				assertThat(server.allocator()).isSameAs(expected);
				assertThat(seen.poll(10, TimeUnit.SECONDS)).isSameAs(expected);
			}
			builder.allocator(wanted);
		}
	}

	@Test
	void handlerStopsTheServer() throws Exception {
		FastCgiServer[] holder = new FastCgiServer[1];
		holder[0] = FastCgiServer.builder().listen(0).handler((exchange) -> {
			exchange.respondText("Bye");
			holder[0].shutdown(Duration.ofSeconds(5));
		}).start();
		TestResponse response = FastCgiTestClient.toPort(holder[0].port()).scgi().get("/quit").send();
		assertThat(response.bodyAsString()).isEqualTo("Bye");
		holder[0].stopped().toCompletableFuture().get(5, TimeUnit.SECONDS);
	}

}
