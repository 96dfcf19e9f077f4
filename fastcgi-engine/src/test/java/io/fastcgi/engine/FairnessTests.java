package io.fastcgi.engine;

import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that share a connection (FCGI-62, FCGI-63, SEC-35).
 *
 * @author FastCGI Spring Boot maintainers
 */
class FairnessTests extends ServerTestCase {

	private static final int LARGE = 50_000_000;

	/**
	 * What may be on its way in the buffers of both sockets.
	 */
	private static final int IN_SOCKETS = 12_000_000;

	/**
	 * Two of the largest records.
	 */
	private static final int LONGEST_TURN = 2 * 65528;

	private void startLarge() {
		start((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
				return;
			}
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(Unpooled.wrappedBuffer(new byte[LARGE]));
			exchange.end();
		});
	}

	@Test
	void smallResponseDoesNotWaitForTheEndOfALargeOne() {
		startLarge();
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/large")).send(2, get("/hello"));
			long before = 0;
			long after = 0;
			boolean ended = false;
			for (TestRecord record = connection.readRecord(); record.id() != 1
					|| record.type() != TestRecord.END_REQUEST; record = connection.readRecord()) {
				ended |= record.id() == 2 && record.type() == TestRecord.END_REQUEST;
				if (ended) {
					after += record.content().length;
				}
				else {
					before += record.content().length;
				}
			}
			assertThat(ended).isTrue();
			assertThat(before).isLessThan(IN_SOCKETS);
			assertThat(after).isGreaterThan(LARGE - IN_SOCKETS);
		}
	}

	@Test
	void largeResponsesTakeTurns() {
		startLarge();
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/large")).send(2, get("/large"));
			int id = 0;
			long turn = 0;
			long longest = 0;
			boolean both = false;
			while (true) {
				TestRecord record = connection.readRecord();
				if (record.type() == TestRecord.END_REQUEST) {
					break;
				}
				both |= id != 0 && id != record.id();
				turn = (id == record.id()) ? turn + record.content().length : record.content().length;
				id = record.id();
				longest = (both) ? Math.max(longest, turn) : 0;
			}
			assertThat(both).isTrue();
			assertThat(longest).isLessThanOrEqualTo(LONGEST_TURN);
		}
	}

}
