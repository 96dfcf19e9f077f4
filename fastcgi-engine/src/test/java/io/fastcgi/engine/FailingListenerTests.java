package io.fastcgi.engine;

import java.net.SocketAddress;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a listener that throws, which must not cost a request, or the server could
 * take ever fewer.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FailingListenerTests extends ServerTestCase {

	@BeforeEach
	void start() {
		startWith((builder) -> builder.events(new FailingListener()).handler((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
			}
		}));
	}

	@Test
	void requestEndsAllTheSame() {
		try (FastCgiTestConnection connection = connect()) {
			expectHello(connection, 1);
			expectHello(connection, 1);
			eventually(() -> assertThat(server().requests()).isZero());
		}
	}

	@Test
	void requestIsAbortedAllTheSame() {
		try (FastCgiTestConnection connection = connect()) {
			TestRecord end = connection.send(1, get("/never")).abort(1).readRecord();
			assertThat(end).isNotNull();
			assertThat(end.type()).isEqualTo(TestRecord.END_REQUEST);
			expectHello(connection, 1);
			eventually(() -> assertThat(server().requests()).isZero());
		}
	}

	private static final class FailingListener implements ServerEventListener {

		@Override
		public void connectionOpened(SocketAddress frontEnd) {
			throw new IllegalStateException("connectionOpened");
		}

		@Override
		public void bytesReceived(int count) {
			throw new IllegalStateException("bytesReceived");
		}

		@Override
		public void requestStarted(Exchange exchange) {
			throw new IllegalStateException("requestStarted");
		}

		@Override
		public void requestAborted(Exchange exchange, AbortReason reason) {
			throw new IllegalStateException("requestAborted");
		}

		@Override
		public void requestEnded(Exchange exchange) {
			throw new LinkageError("requestEnded");
		}

	}

}
