package io.fastcgi.microbenchmarks;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.codec.ParamSpans;
import io.fastcgi.engine.exchange.Params;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The params of a request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class ParamsBenchmark extends Microbenchmark {

	private static final int MAX_COUNT = 1000;

	private final byte[] content = WebRequest.get("/hello").pairs();

	private final Params params = decode();

	@Benchmark
	public final Params decode() {
		int[] spans = ParamSpans.ofParams(this.content, this.content.length, MAX_COUNT);
		return new Params(this.content, spans, StandardCharsets.UTF_8);
	}

	@Benchmark
	public String lookUpText() {
		return this.params.get("REQUEST_URI", "");
	}

	@Benchmark
	public void lookUpBytes(Blackhole consumer) {
		consumer.consume(this.params.bytes("REQUEST_URI"));
	}

	@Benchmark
	public long lookUpNumber() {
		return this.params.number("SERVER_PORT");
	}

	@Benchmark
	public boolean lookUpMissing() {
		return this.params.contains("HTTP_UPGRADE");
	}

	@Benchmark
	public void iterateText(Blackhole consumer) {
		for (Params.Param param : this.params) {
			consumer.consume(param.name());
			consumer.consume(param.value());
		}
	}

	@Benchmark
	public void iterateBytes(Blackhole consumer) {
		for (Params.Param param : this.params) {
			consumer.consume(param.nameBytes());
			consumer.consume(param.valueBytes());
		}
	}

}
