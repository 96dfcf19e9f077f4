package io.fastcgi.microbenchmarks;

import io.fastcgi.benchmarks.EngineServer;
import io.fastcgi.engine.event.ServerEventListener;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Whole exchanges with the engine that take a connection each, from its beginning to its
 * end.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class NewConnectionBenchmark extends Microbenchmark {

	private final EmbeddedServer server = new EmbeddedServer(new EngineServer(), new ServerEventListener() {
	});

	private final ExpectedAnswer scgi = ExpectedAnswer.of(this.server.connect(), WebRequest.get("/hello").scgi(),
			"\r\n\r\nHello, World!", 0);

	private final ExpectedAnswer fastCgi = ExpectedAnswer.of(this.server.connect(), WebRequest.get("/hello").records(),
			"\r\n\r\nHello, World!", 0);

	@Benchmark
	public long scgi() {
		return askOnce(this.scgi);
	}

	@Benchmark
	public long fastCgi() {
		return askOnce(this.fastCgi);
	}

	private long askOnce(ExpectedAnswer expected) {
		Answers connection = this.server.connect();
		long answered = expected.ask(connection);
		connection.finishAndReleaseAll();
		return answered;
	}

}
