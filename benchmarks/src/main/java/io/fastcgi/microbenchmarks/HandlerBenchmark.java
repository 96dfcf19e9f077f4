package io.fastcgi.microbenchmarks;

import java.nio.charset.StandardCharsets;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whole exchanges with annotated methods on the event loop.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class HandlerBenchmark extends Microbenchmark {

	private static final byte[] ORDER = "{\"id\":41,\"customer\":\"Ada\",\"items\":[\"tea\",\"cups\"]}"
		.getBytes(StandardCharsets.UTF_8);

	private final ConfigurableApplicationContext application = MeasuredApplication.start();

	private final Answers connection = MeasuredApplication.embed(this.application).connect();

	private final ExpectedAnswer text = ExpectedAnswer.of(this.connection, WebRequest.get("/loop/hello").records(),
			"\r\n\r\nHello, World!", 0);

	private final ExpectedAnswer json = ExpectedAnswer.of(this.connection,
			WebRequest.post("/loop/json", "application/json", ORDER).param("HTTP_ACCEPT", "application/json").records(),
			"{\"id\":42,", 0);

	private final ExpectedAnswer arguments = ExpectedAnswer.of(this.connection,
			WebRequest.get("/orders/7?page=3").records(), "7 3 Mozilla/5.0", 0);

	@Benchmark
	public long text() {
		return this.text.ask(this.connection);
	}

	@Benchmark
	public long json() {
		return this.json.ask(this.connection);
	}

	@Benchmark
	public long arguments() {
		return this.arguments.ask(this.connection);
	}

	@TearDown
	public void close() {
		this.connection.finishAndReleaseAll();
		this.application.close();
	}

}
