package io.fastcgi.microbenchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.engine.memory.InMemoryConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whole exchanges with an annotated method that may block, over three threads: that of
 * the client, an event loop and one that handles. What the client allocates counts, too.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class BlockingHandlerBenchmark extends Microbenchmark {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ConfigurableApplicationContext application = MeasuredApplication.start();

	private final InMemoryConnection connection = connect(this.application);

	private final ByteBuffer request = ByteBuffer.wrap(WebRequest.get("/hello").records());

	private final ByteBuffer answer = ByteBuffer.allocate(1024);

	private final int length;

	public BlockingHandlerBenchmark() {
		this.length = ask(1);
		String document = new String(this.answer.array(), 0, this.length, StandardCharsets.ISO_8859_1);
		if (!document.contains("\r\n\r\nHello, World!")) {
			throw new IllegalStateException("Not the answer that was to be measured: " + document);
		}
	}

	private static InMemoryConnection connect(ApplicationContext application) {
		try {
			return application.getBean(InMemoryAddress.class).connect();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Benchmark
	public int text() {
		return ask(this.length);
	}

	private int ask(int length) {
		try {
			this.connection.write(this.request.rewind(), TIMEOUT);
			this.answer.clear();
			while (this.answer.position() < length) {
				if (this.connection.read(this.answer, TIMEOUT) < 0) {
					throw new IOException("The connection was closed");
				}
			}
			return this.answer.position();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@TearDown
	public void close() {
		this.connection.close();
		this.application.close();
	}

}
