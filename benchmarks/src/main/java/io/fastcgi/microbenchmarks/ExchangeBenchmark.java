package io.fastcgi.microbenchmarks;

import io.fastcgi.benchmarks.EngineServer;
import io.fastcgi.engine.event.ServerEventListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Whole exchanges with the engine, all on one connection that is kept.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class ExchangeBenchmark extends Microbenchmark {

	private static final int DEPTH = 16;

	private static final int LARGE = 64 * 1024;

	private final Answers connection = new EmbeddedServer(new EngineServer(), new ServerEventListener() {
	}).connect();

	private final ExpectedAnswer small = ExpectedAnswer.of(this.connection, WebRequest.get("/hello").records(),
			"\r\n\r\nHello, World!", 0);

	private final ExpectedAnswer large = ExpectedAnswer.of(this.connection,
			WebRequest.get("/bytes?n=" + LARGE).records(), "application/octet-stream", LARGE);

	private final ExpectedAnswer echoed = ExpectedAnswer.of(this.connection,
			WebRequest.post("/echo", "application/octet-stream", new byte[LARGE]).records(), "application/octet-stream",
			LARGE);

	// The last one, because the connection counts as shared from then on
	private final ExpectedAnswer multiplexed = ExpectedAnswer.of(this.connection,
			WebRequest.get("/hello").records(DEPTH), "\r\n\r\nHello, World!", DEPTH * (int) this.small.length());

	@Benchmark
	public long smallAnswer() {
		return this.small.ask(this.connection);
	}

	@Benchmark
	@OperationsPerInvocation(DEPTH)
	public long multiplexed() {
		return this.multiplexed.ask(this.connection);
	}

	@Benchmark
	public long largeAnswer() {
		return this.large.ask(this.connection);
	}

	@Benchmark
	public long echo() {
		return this.echoed.ask(this.connection);
	}

	@TearDown
	public void close() {
		this.connection.finishAndReleaseAll();
	}

}
