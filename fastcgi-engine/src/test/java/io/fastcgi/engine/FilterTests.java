package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the Filter role.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FilterTests extends ServerTestCase {

	private static final ExchangeHandler UPPER_CASE = (exchange) -> {
		assertThat(exchange.role()).isEqualTo(Role.FILTER);
		CompletableFuture<byte[]> stdin = InputGatherer.gather(exchange.stdin(), 1000);
		CompletableFuture<byte[]> data = InputGatherer.gather(exchange.data(), 100_000);
		stdin.thenCombine(data, (query, file) -> text(query) + ":" + text(file).toUpperCase())
			.whenComplete((answer, failure) -> exchange
				.respondText((failure != null) ? failure.getCause().getClass().getSimpleName() : answer));
	};

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.US_ASCII);
	}

	private TestRequest filter() {
		return get("/file").role(TestRequest.FILTER);
	}

	/**
	 * FCGI-53, PT-3: DATA after STDIN, as the specification says.
	 */
	@Test
	void filtersData() {
		start(UPPER_CASE);
		assertThat(filter().body("query").data("file".getBytes(StandardCharsets.US_ASCII)).send().bodyAsString())
			.isEqualTo("query:FILE");
		byte[] large = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
		assertThat(filter().data(large).send().bodyAsString()).isEqualTo(":" + "X".repeat(100_000));
		assertThat(filter().data(new byte[0]).send().bodyAsString()).isEqualTo(":");
	}

	/**
	 * FCGI-37, PT-3: DATA before STDIN, as others do.
	 */
	@Test
	void filtersDataThatComesFirst() {
		start(UPPER_CASE);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.FILTER, TestRequest.KEEP_CONN)
				.params(1, filter().body("query").data("file".getBytes(StandardCharsets.US_ASCII)).params())
				.stream(TestRecord.DATA, 1, "fi".getBytes(StandardCharsets.US_ASCII))
				.stdin(1, "que".getBytes(StandardCharsets.US_ASCII))
				.stream(TestRecord.DATA, 1, "le".getBytes(StandardCharsets.US_ASCII))
				.endStream(TestRecord.DATA, 1)
				.stdin(1, "ry".getBytes(StandardCharsets.US_ASCII))
				.endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("query:FILE");
		}
	}

	/**
	 * FCGI-55.
	 */
	@Test
	void missingDataIsIncomplete() {
		start(UPPER_CASE);
		TestRequest request = filter().data("file".getBytes(StandardCharsets.US_ASCII)).param("FCGI_DATA_LENGTH", "5");
		assertThat(request.send().bodyAsString()).isEqualTo("InputIncompleteException");
	}

	/**
	 * FCGI-54: a filter need not read all of the data.
	 */
	@Test
	void answerBeforeTheEndOfTheDataLeavesTheConnectionUsable() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.FILTER, TestRequest.KEEP_CONN).params(1, filter().params());
			connection.stream(TestRecord.DATA, 1, new byte[10_000]);
			TestResponse response = connection.readResponse(1);
			assertThat(response.bodyAsString()).isEqualTo("hello");
			connection.stream(TestRecord.DATA, 1, new byte[10_000]).endStream(TestRecord.DATA, 1).endStdin(1);
			expectHello(connection, 1);
		}
	}

	/**
	 * FCGI-53: a filter that wants the data only must get it, though a lot comes before
	 * it and nobody else is waiting.
	 */
	@Test
	void dataCanBeReadWithoutWhatComesBeforeIt() {
		start((exchange) -> InputGatherer.gather(exchange.data(), 100)
			.thenAccept((data) -> exchange.respondText(text(data))));
		byte[] large = new byte[4_000_000];
		assertThat(filter().keepConnection(false)
			.body(large)
			.data("file".getBytes(StandardCharsets.US_ASCII))
			.send()
			.bodyAsString()).isEqualTo("file");
	}

}
