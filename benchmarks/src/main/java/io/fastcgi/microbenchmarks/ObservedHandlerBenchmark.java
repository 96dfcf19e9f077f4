package io.fastcgi.microbenchmarks;

import io.fastcgi.spring.handler.RequestObserver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whole exchanges with an annotated method on the event loop, with metrics and
 * observation.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class ObservedHandlerBenchmark extends Microbenchmark {

	private final ConfigurableApplicationContext application = MeasuredApplication.startObserved();

	private final Answers connection = MeasuredApplication.embed(this.application).connect();

	private final ExpectedAnswer text = ExpectedAnswer.of(this.connection, WebRequest.get("/loop/hello").records(),
			"\r\n\r\nHello, World!", 0);

	public ObservedHandlerBenchmark() {
		this.application.getBean(RequestObserver.class);
	}

	@Benchmark
	public long text() {
		return this.text.ask(this.connection);
	}

	@TearDown
	public void close() {
		this.connection.finishAndReleaseAll();
		this.application.close();
	}

}
