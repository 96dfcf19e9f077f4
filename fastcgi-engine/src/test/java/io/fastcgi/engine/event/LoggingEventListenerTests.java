package io.fastcgi.engine.event;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingEventListener} and {@link ServerEventListener#of}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LoggingEventListenerTests {

	private static final InetSocketAddress FRONT_END = new InetSocketAddress("127.0.0.1", 4711);

	private final LoggingEventListener listener = new LoggingEventListener();

	/**
	 * SEC-15: one line for each event, however long and whatever is in it.
	 */
	@Test
	void linesAreCleanedAndBounded() {
		try (CapturedLog log = new CapturedLog()) {
			this.listener.protocolError(FRONT_END, "a\r\nINFO forged\u001b[31m\0\u0085" + "x".repeat(100_000));
			assertThat(log.lines()).singleElement().satisfies((line) -> {
				assertThat(line)
					.startsWith("WARN Protocol error on a connection from /127.0.0.1:4711: a??INFO forged?");
				assertThat(line).hasSizeLessThan(700);
				assertThat(line.chars()).noneMatch(Character::isISOControl);
			});
		}
	}

	/**
	 * Nobody can fill the disk from outside.
	 */
	@Test
	void linesAreThrottled() {
		try (CapturedLog log = new CapturedLog()) {
			for (int i = 0; i < 10_000; i++) {
				this.listener.protocolError(FRONT_END, "again");
			}
			assertThat(log.lines()).hasSizeBetween(10, 50);
			this.listener.requestRefused(FRONT_END, Refusal.OVERLOADED);
			assertThat(log.lines()).last().asString().contains("503", "OVERLOADED");
		}
	}

	@Test
	void failureOfAHandlerIsNotAlsoARefusal() {
		try (CapturedLog log = new CapturedLog()) {
			this.listener.requestRefused(FRONT_END, Refusal.HANDLER_FAILED);
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void severalListenersAreToldInTheirOrder() {
		List<String> told = new ArrayList<>();
		ServerEventListener both = ServerEventListener.of(List.of(naming("first", told), naming("second", told)));
		both.bytesReceived(5);
		both.protocolError(FRONT_END, "x");
		assertThat(told).containsExactly("first 5", "second 5", "first x", "second x");
	}

	private static ServerEventListener naming(String name, List<String> told) {
		return new ServerEventListener() {

			@Override
			public void bytesReceived(int count) {
				told.add(name + " " + count);
			}

			@Override
			public void protocolError(SocketAddress frontEnd, String description) {
				told.add(name + " " + description);
			}

		};
	}

}
