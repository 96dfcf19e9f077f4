package io.fastcgi.engine.attack;

import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import io.fastcgi.engine.event.CapturedLog;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.exchange.BlockingHandler;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients who go away, in every way there is.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResetAttackTests extends AttackTestCase {

	private static final int TIMES = 300;

	/**
	 * SEC-31: the handler writes a megabyte while it is aborted, and goes on; the id is
	 * used again at once. The client checks that nothing follows END_REQUEST.
	 */
	@Test
	void abortStopsTheOutputAtOnce() {
		AtomicInteger told = new AtomicInteger();
		attacked((exchange) -> {
			exchange.onAbort((reason) -> told.incrementAndGet());
			executor().execute(() -> writeMegabyte(exchange));
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < TIMES; i++) {
				begin(connection, 1).params(1, get("/").params()).endStdin(1).abort(1);
				TestResponse response = connection.readResponse(1);
				assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
				assertThat(response.stdout().length).isLessThanOrEqualTo(1_000_100);
				expectHello(connection, 1);
			}
		}
		assertThat(told).hasValue(this.events.aborts.size());
		assertThat(this.events.aborts).isNotEmpty();
	}

	private static void writeMegabyte(Exchange exchange) {
		exchange.write(ResponseHead.of(200, "OK"));
		byte[] piece = new byte[10_000];
		for (int i = 0; i < 100; i++) {
			exchange.write(piece, 0, piece.length);
			exchange.flush();
		}
		exchange.end();
	}

	/**
	 * SEC-36: right after the last byte of STDIN, with a handler that is at work on
	 * another thread.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void resetAfterTheLastByteAbortsTheHandler(boolean large) {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 200_000)
			.whenComplete((body, failure) -> executor().execute(() -> writeMegabyte(exchange))));
		byte[] body = new byte[(large) ? 100_000 : 10];
		for (int i = 0; i < TIMES; i++) {
			FastCgiTestConnection connection = connect();
			begin(connection, 1).params(1, get("/").param("CONTENT_LENGTH", String.valueOf(body.length)).params());
			connection.stdin(1, body).endStdin(1);
			connection.reset();
			// A megabyte of each at once would leave its mark on the pool of buffers
			eventually(() -> assertThat(server().connections()).isLessThan(10));
		}
		eventually(() -> assertThat(server().connections()).isOne());
		assertThat(this.events.failures).isEmpty();
		assertThat(this.events.protocolErrors).isEmpty();
	}

	/**
	 * SEC-36: in the middle of a header, of params and of a body.
	 */
	@Test
	void resetInTheMiddleOfARecordIsNoError() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 200_000));
		for (int i = 0; i < TIMES; i++) {
			FastCgiTestConnection connection = connect();
			begin(connection, 1);
			switch (i % 3) {
				case 0 -> connection.writeBytes((byte) 1, (byte) TestRecord.PARAMS, (byte) 0);
				case 1 -> connection.writeBytes((byte) 1, (byte) TestRecord.PARAMS, (byte) 0, (byte) 1, (byte) 100,
						(byte) 0, (byte) 0, (byte) 0, (byte) 5);
				default -> connection.params(1, get("/").params())
					.writeBytes((byte) 1, (byte) TestRecord.STDIN, (byte) 0, (byte) 1, (byte) 100, (byte) 0, (byte) 0,
							(byte) 0, (byte) 5);
			}
			connection.reset();
		}
		eventually(() -> assertThat(server().connections()).isOne());
		assertThat(this.events.failures).isEmpty();
		assertThat(this.events.protocolErrors).isEmpty();
	}

	/**
	 * SEC-36: nobody wants to read of it.
	 */
	@Test
	void resetIsNotWorthALineInTheLog() {
		try (CapturedLog log = new CapturedLog()) {
			attacked(
					(exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
						.whenComplete((body, failure) -> executor().execute(() -> writeMegabyte(exchange))),
					(builder) -> builder.events(new LoggingEventListener()));
			for (int i = 0; i < 50; i++) {
				FastCgiTestConnection connection = connect();
				begin(connection, 1).params(1, get("/").params()).endStdin(1);
				connection.reset();
				// One by one: fifty megabytes at once would leave their mark on the pool
				// of
				// buffers
				eventually(() -> assertThat(server().connections()).isOne());
			}
			assertThat(log.events()).noneMatch((event) -> event.getLevel().isGreaterOrEqual(Level.INFO));
		}
	}

	/**
	 * SEC-36: a thread that waits for more of the body is woken.
	 */
	@Test
	void resetWakesWhoWaitsForTheBody() {
		AtomicInteger begun = new AtomicInteger();
		AtomicInteger woken = new AtomicInteger();
		BlockingHandler handler = (exchange) -> {
			begun.incrementAndGet();
			try {
				exchange.stdin().readAllBytes();
			}
			finally {
				woken.incrementAndGet();
			}
		};
		attacked(handler.on(executor()));
		for (int i = 0; i < 50; i++) {
			FastCgiTestConnection connection = connect();
			begin(connection, 1).params(1, get("/").param("CONTENT_LENGTH", "1000").params()).stdin(1, new byte[100]);
			int expected = i + 1;
			eventually(() -> assertThat(begun).hasValue(expected));
			connection.reset();
			eventually(() -> assertThat(woken).hasValue(expected));
		}
		assertThat(this.events.failures).isEmpty();
	}

}
