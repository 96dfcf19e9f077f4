package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiConnection}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiConnectionTests {

	private final Limits limits = Limits.builder().maxBufferedParams(10).build();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.limits, new ServerEventListener() {
	});

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@AfterEach
	void release() {
		this.channel.finishAndReleaseAll();
	}

	/**
	 * SEC-8: refusing a request fails when the front end reads none of the refusals; the
	 * request must not be counted out twice.
	 */
	@Test
	void requestIsGivenBackOnceWhenItCannotBeRefused() {
		ConnectionSettings settings = new ConnectionSettings(this.limits, Timeouts.defaults(), (exchange) -> {
		}, new ServerEventListener() {
		}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		for (int i = 0; i < 1001; i++) {
			this.channel
				.writeInbound(new Record(RecordType.BEGIN_REQUEST, 1, Unpooled.copyLong(0x0001_0100_0000_0000L)));
			this.channel.writeInbound(new Record(RecordType.PARAMS, 1, Unpooled.wrappedBuffer(new byte[20])));
			this.channel.releaseOutbound();
		}
		assertThat(this.registry.requests()).isZero();
		assertThat(this.registry.bufferedParams().reserve(10)).isTrue();
		assertThat(this.registry.bufferedParams().reserve(1)).isFalse();
	}

	/**
	 * SEC-8: what is never given back would refuse every request in the end.
	 */
	@Test
	void paramsGiveTheirRoomBackHoweverTheRequestEnds() {
		Limits limits = Limits.builder().maxBufferedParams(10).maxParamsSize(10).build();
		ConnectionSettings settings = new ConnectionSettings(limits, Timeouts.defaults(), Exchange::end,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		beginWithParams(1, 10);
		assertThat(this.registry.bufferedParams().isExhausted()).isTrue();
		this.channel.writeInbound(new Record(RecordType.PARAMS, 1, Unpooled.EMPTY_BUFFER));
		assertAllRoomIsThere();
		beginWithParams(1, 10);
		this.channel.writeInbound(new Record(RecordType.ABORT_REQUEST, 1, Unpooled.EMPTY_BUFFER));
		assertAllRoomIsThere();
	}

	/**
	 * SEC-8: neither do params take room that are too large.
	 */
	@Test
	void paramsThatAreTooLargeGiveTheirRoomBack() {
		Limits limits = Limits.builder().maxBufferedParams(10).maxParamsSize(5).build();
		ConnectionSettings settings = new ConnectionSettings(limits, Timeouts.defaults(), Exchange::end,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		beginWithParams(1, 5);
		this.channel.writeInbound(new Record(RecordType.PARAMS, 1, Unpooled.wrappedBuffer(new byte[4])));
		assertAllRoomIsThere();
	}

	private void beginWithParams(int id, int length) {
		this.channel.writeInbound(new Record(RecordType.BEGIN_REQUEST, id, Unpooled.copyLong(0x0001_0100_0000_0000L)));
		byte[] pair = new byte[length];
		pair[0] = 1;
		pair[1] = (byte) (length - 3);
		pair[2] = 'N';
		this.channel.writeInbound(new Record(RecordType.PARAMS, id, Unpooled.wrappedBuffer(pair)));
	}

	private void assertAllRoomIsThere() {
		assertThat(this.registry.requests()).isZero();
		assertThat(this.registry.bufferedParams().reserve(10)).isTrue();
		this.registry.bufferedParams().release(10);
		this.channel.releaseOutbound();
	}

	/**
	 * When the memory for input is used up, any stream is full with its first bytes, and
	 * they may be all that its handler waits for.
	 */
	@Test
	void requestThatEndsWithTheBytesThatFillItDoesNotHarmAnother() {
		Limits limits = Limits.builder().maxBufferedInput(1).build();
		ConnectionRegistry registry = new ConnectionRegistry(limits, new ServerEventListener() {
		});
		List<Exchange> exchanges = new ArrayList<>();
		ExchangeHandler handler = (exchange) -> {
			exchanges.add(exchange);
			if (exchanges.size() == 2) {
				exchange.stdin().onReadable(exchange::end);
			}
		};
		ConnectionSettings settings = new ConnectionSettings(limits, Timeouts.defaults(), handler,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, registry, this.channel));
		for (int id = 1; id <= 2; id++) {
			this.channel
				.writeOneInbound(new Record(RecordType.BEGIN_REQUEST, id, Unpooled.copyLong(0x0001_0100_0000_0000L)));
			this.channel.writeOneInbound(new Record(RecordType.PARAMS, id, Unpooled.EMPTY_BUFFER));
			this.channel.writeOneInbound(new Record(RecordType.STDIN, id, Unpooled.wrappedBuffer(new byte[20])));
		}
		this.channel.flushInbound();
		assertThat(exchanges.get(1).isEnded()).isTrue();
		assertThat(exchanges.get(0).isEnded()).isFalse();
		assertThat(this.channel.isOpen()).isTrue();
		this.channel.releaseOutbound();
	}

	/**
	 * Who takes the response to one request slowly is not to blame for the handler of
	 * another.
	 */
	@Test
	void handlerHasItsDeadlineWhileAnotherResponseHasToWait() {
		Timeouts timeouts = Timeouts.defaults();
		List<Exchange> exchanges = new ArrayList<>();
		ConnectionSettings settings = new ConnectionSettings(Limits.defaults(), timeouts, exchanges::add,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		FastCgiConnection connection = new FastCgiConnection(settings, this.registry, this.channel);
		this.channel.pipeline().addLast(connection);
		for (int id = 1; id <= 2; id++) {
			this.channel
				.writeInbound(new Record(RecordType.BEGIN_REQUEST, id, Unpooled.copyLong(0x0001_0100_0000_0000L)));
			this.channel.writeInbound(new Record(RecordType.PARAMS, id, Unpooled.EMPTY_BUFFER));
		}
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		exchanges.get(0).write(ResponseHead.of(200, "OK"));
		exchanges.get(0).flush();
		long now = System.nanoTime();
		connection.checkRequests(connection.context(), now);
		connection.checkRequests(connection.context(), now + timeouts.handler().toNanos());
		assertThat(exchanges.get(0).isEnded()).isFalse();
		assertThat(exchanges.get(1).isEnded()).isTrue();
	}

	/**
	 * A client that takes a response slowly has a deadline, but it is another.
	 */
	@Test
	void connectionIsNotIdleAsLongAsOutputWaits() {
		Timeouts timeouts = Timeouts.defaults().withFirstRequest(Duration.ofMillis(1));
		ConnectionSettings settings = new ConnectionSettings(this.limits, timeouts, Exchange::end,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		this.channel.write(Unpooled.copyInt(1));
		checkDeadlines(Duration.ofMillis(5));
		assertThat(this.channel.isOpen()).isTrue();
		this.channel.flush();
		checkDeadlines(Duration.ofSeconds(10));
		assertThat(this.channel.isOpen()).isFalse();
		this.channel.releaseOutbound();
	}

	/**
	 * Check until the connection is closed, but no longer than it may take.
	 */
	private void checkDeadlines(Duration duration) {
		long start = System.nanoTime();
		while (this.channel.isOpen() && System.nanoTime() - start < duration.toNanos()) {
			this.channel.pipeline().fireUserEventTriggered(ConnectionEvent.CHECK_DEADLINES);
		}
	}

	/**
	 * Trap 9 of the front ends. That it had its last chance is another reason to close
	 * it, but a later one.
	 */
	@Test
	void idleConnectionIsClosedAtOnceWhenTheServerDrains() {
		this.channel.freezeTime();
		beginRequest().respondText("hello");
		this.registry.drain();
		this.channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void keptConnectionIsClosedWithItsLastRequestWhenTheServerDrains() {
		this.channel.freezeTime();
		Exchange exchange = beginRequest();
		this.registry.drain();
		this.channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(this.channel.isOpen()).isTrue();
		exchange.respondText("hello");
		this.channel.runPendingTasks();
		assertThat(this.channel.isOpen()).isFalse();
	}

	private Exchange beginRequest() {
		List<Exchange> exchanges = new ArrayList<>();
		ConnectionSettings settings = new ConnectionSettings(Limits.defaults(), Timeouts.defaults(), exchanges::add,
				new ServerEventListener() {
				}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		this.registry.add(this.channel);
		this.channel.writeInbound(new Record(RecordType.BEGIN_REQUEST, 1, Unpooled.copyLong(0x0001_0100_0000_0000L)));
		this.channel.writeInbound(new Record(RecordType.PARAMS, 1, Unpooled.EMPTY_BUFFER));
		this.channel.writeInbound(new Record(RecordType.STDIN, 1, Unpooled.EMPTY_BUFFER));
		return exchanges.get(0);
	}

}
