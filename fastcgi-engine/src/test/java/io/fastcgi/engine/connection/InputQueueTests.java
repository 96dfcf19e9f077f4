package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeInput.State;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.InputIncompleteException;
import io.fastcgi.engine.exchange.InputTooLargeException;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InputQueue} and {@link InputFlow}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InputQueueTests {

	private static final int WINDOW = 10_000;

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final InputBudget budget = new InputBudget(WINDOW, new MemoryBudget(WINDOW * 10),
			new MemoryBudget(WINDOW * 100), new ServerEventListener() {
			});

	private final InputQueue input = new InputQueue(this.channel.eventLoop(), this.channel.alloc(),
			new InputFlow(this.channel, new OnlyRequest()), this.budget);

	@AfterEach
	void nothingIsLeft() {
		this.input.discard();
		this.channel.runPendingTasks();
		assertThat(this.channel.config().isAutoRead()).isTrue();
		this.channel.finishAndReleaseAll();
	}

	@Test
	void emptyStreamIsComplete() {
		assertThat(this.input.state()).isEqualTo(State.OPEN);
		this.input.end();
		assertThat(this.input.read()).isNull();
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
	}

	@Test
	void bytesComeOutInTheirOrder() {
		append("a", "b", "c".repeat(3000), "d", "e");
		this.input.end();
		assertThat(this.input.state()).isEqualTo(State.OPEN);
		assertThat(readAll()).isEqualTo("ab" + "c".repeat(3000) + "de");
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
	}

	/**
	 * Many tiny records must not hold many large network buffers.
	 */
	@Test
	void tinyPiecesAreCopiedTogether() {
		ByteBuf network = Unpooled.buffer(1000).writeZero(1000);
		for (int i = 0; i < 1000; i++) {
			this.input.append(network.readRetainedSlice(1));
		}
		assertThat(network.refCnt()).isOne();
		network.release();
		ByteBuf first = this.input.read();
		assertThat(first).isNotNull();
		assertThat(first.readableBytes()).isEqualTo(1000);
		first.release();
		append("after");
		assertThat(readAll()).isEqualTo("after");
	}

	/**
	 * FCGI-49.
	 */
	@Test
	void shorterThanAnnouncedIsIncomplete() {
		this.input.expect(6, Long.MAX_VALUE);
		append("hello");
		this.input.end();
		assertThat(readAll()).isEqualTo("hello");
		assertThat(this.input.state()).isEqualTo(State.INCOMPLETE);
	}

	/**
	 * FCGI-68, SEC-27: whatever the pieces, no more than announced can be read, and the
	 * reader learns that something is wrong.
	 */
	@Test
	void longerThanAnnouncedIsCutOff() {
		this.input.expect(5, Long.MAX_VALUE);
		assertThat(this.input.append(text("hel"))).isEqualTo(Appended.TAKEN);
		assertThat(this.input.append(text("lo, world"))).isEqualTo(Appended.SURPLUS);
		assertThat(this.input.append(text("more"))).isEqualTo(Appended.TAKEN);
		this.input.end();
		assertThat(readAll()).isEqualTo("hello");
		assertThat(this.input.state()).isEqualTo(State.INCOMPLETE);
	}

	@Test
	void longerThanAnnouncedBeforeTheAnnouncementIsDropped() {
		append("hello, world");
		this.input.expect(5, Long.MAX_VALUE);
		this.input.end();
		assertThat(this.input.read()).isNull();
		assertThat(this.input.state()).isEqualTo(State.INCOMPLETE);
	}

	/**
	 * SEC-27, SEC-39: the rest of a body that was too long before its length was known.
	 */
	@Test
	void whatComesAfterTooMuchIsDropped() {
		append("hello, world");
		this.input.expect(5, Long.MAX_VALUE);
		ByteBuf more = text("more");
		assertThat(this.input.append(more)).isEqualTo(Appended.TAKEN);
		assertThat(more.refCnt()).isZero();
		this.input.end();
		assertThat(this.input.read()).isNull();
		assertThat(this.input.state()).isEqualTo(State.INCOMPLETE);
	}

	@Test
	void readerIsToldOnceForEachTimeItFoundNothing() {
		List<String> reads = new ArrayList<>();
		this.input.onReadable(() -> reads.add(readAll() + this.input.state()));
		append("a");
		append("b");
		this.input.end();
		assertThat(reads).containsExactly("aOPEN", "bOPEN", "COMPLETE");
	}

	@Test
	void readerThatDoesNotReadIsNotToldAgain() {
		List<String> calls = new ArrayList<>();
		this.input.onReadable(() -> calls.add("readable"));
		append("a", "b");
		assertThat(calls).hasSize(1);
		assertThat(readAll()).isEqualTo("ab");
		append("c");
		assertThat(calls).hasSize(2);
	}

	@Test
	void readerThatComesLateIsToldAtOnce() {
		append("a");
		List<String> calls = new ArrayList<>();
		this.input.onReadable(() -> calls.add("readable"));
		this.channel.runPendingTasks();
		assertThat(calls).hasSize(1);
		this.input.onReadable(() -> calls.add("again"));
		this.channel.runPendingTasks();
		assertThat(calls).containsExactly("readable", "again");
	}

	/**
	 * A thread that waits for more would wait for ever.
	 */
	@Test
	void readerThatWaitsIsToldOfTheEndOfTheRequest() {
		List<State> states = new ArrayList<>();
		this.input.onReadable(() -> states.add(this.input.state()));
		assertThat(this.input.read()).isNull();
		this.input.discard();
		this.channel.runPendingTasks();
		assertThat(states).containsExactly(State.INCOMPLETE);
	}

	@Test
	void discardedInputIsReleased() {
		ByteBuf before = text("x".repeat(2000));
		ByteBuf after = text("y".repeat(2000));
		this.input.append(before);
		this.input.discard();
		this.input.append(after);
		assertThat(before.refCnt()).isZero();
		assertThat(after.refCnt()).isZero();
		assertThat(this.input.state()).isEqualTo(State.INCOMPLETE);
	}

	@Test
	void inputThatWasReadStaysComplete() {
		append("a");
		this.input.end();
		readAll();
		this.input.discard();
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
	}

	@Test
	void exceptionOfTheReaderIsHandedOver() {
		List<Throwable> failures = new ArrayList<>();
		RuntimeException failure = new IllegalStateException("reader");
		this.input.onFailure(failures::add);
		this.input.onReadable(() -> {
			throw failure;
		});
		append("a");
		assertThat(failures).containsExactly(failure);
	}

	@Test
	void unreadInputPausesTheConnectionUntilHalfOfItIsRead() {
		for (int i = 0; i < 4; i++) {
			append("x".repeat(2500));
		}
		assertThat(this.input.isFull()).isTrue();
		assertThat(this.channel.config().isAutoRead()).isFalse();
		readOne();
		this.channel.runPendingTasks();
		assertThat(this.channel.config().isAutoRead()).isFalse();
		readOne();
		this.channel.runPendingTasks();
		assertThat(this.input.isFull()).isFalse();
		assertThat(this.channel.config().isAutoRead()).isTrue();
	}

	/**
	 * Input that is left when a handler ends must not stall the connection.
	 */
	@Test
	void discardedInputResumesTheConnection() {
		append("x".repeat(WINDOW));
		assertThat(this.channel.config().isAutoRead()).isFalse();
		this.input.discard();
		this.channel.runPendingTasks();
		assertThat(this.channel.config().isAutoRead()).isTrue();
	}

	/**
	 * SEC-34: a reader may empty what became full before the connection could be paused.
	 */
	@Test
	void readerThatIsQuickerThanThePauseIsNotLeftWithIt() {
		StringBuilder read = new StringBuilder();
		this.input.onReadable(() -> read.append(readAll()));
		append("x".repeat(WINDOW));
		this.channel.runPendingTasks();
		assertThat(read).hasSize(WINDOW);
		assertThat(this.channel.config().isAutoRead()).isTrue();
		append("y".repeat(WINDOW));
		assertThat(read).hasSize(2 * WINDOW);
		assertThat(this.channel.config().isAutoRead()).isTrue();
	}

	@Test
	void unreadInputIsSpooledWhenNobodyReadsIt() {
		append("x".repeat(WINDOW));
		letTimePass();
		assertThat(this.input.isFull()).isFalse();
		assertThat(this.channel.config().isAutoRead()).isTrue();
	}

	/**
	 * There is no end to it, and nobody but the handler waits for what is behind.
	 */
	@Test
	void tunnelIsNotSpooled() {
		assertThat(this.input.beginTunnel()).isTrue();
		append("x".repeat(WINDOW));
		for (int i = 0; i < 3; i++) {
			letTimePass();
			assertThat(this.input.isFull()).isTrue();
			assertThat(this.channel.config().isAutoRead()).isFalse();
		}
		assertThat(readAll()).hasSize(WINDOW);
		this.channel.runPendingTasks();
		assertThat(this.channel.config().isAutoRead()).isTrue();
	}

	private void letTimePass() {
		this.channel.advanceTimeBy(1, TimeUnit.SECONDS);
		this.channel.runScheduledPendingTasks();
		this.channel.runPendingTasks();
	}

	@Test
	void tunnelBeginsAfterTheBodyAndEndsWithTheFrontEnd() {
		this.input.expect(2, 2);
		append("hi");
		this.input.endBody();
		assertThat(this.input.hasEnded()).isTrue();
		assertThat(readAll()).isEqualTo("hi");
		append("too early");
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
		assertThat(this.input.beginTunnel()).isTrue();
		assertThat(this.input.state()).isEqualTo(State.OPEN);
		this.input.endBody();
		assertThat(this.input.hasEnded()).isFalse();
		append("as long as it likes");
		this.input.end();
		assertThat(this.input.hasEnded()).isTrue();
		assertThat(readAll()).isEqualTo("as long as it likes");
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
	}

	@Test
	void tunnelMayEndBeforeTheFrontEndDoes() {
		this.input.endTunnel();
		assertThat(this.input.state()).isEqualTo(State.OPEN);
		this.input.beginTunnel();
		append("a");
		this.input.endTunnel();
		append("b");
		assertThat(readAll()).isEqualTo("a");
		assertThat(this.input.state()).isEqualTo(State.COMPLETE);
		assertThat(this.input.hasEnded()).isFalse();
	}

	@Test
	void noTunnelBeginsWhereNothingMoreCanCome() {
		this.input.endBody();
		this.input.end();
		assertThat(this.input.beginTunnel()).isFalse();
		assertThat(this.input.isTunnel()).isFalse();
	}

	/**
	 * Readers do not expect to be told of the end twice.
	 */
	@Test
	void endIsToldOnce() {
		List<String> told = new ArrayList<>();
		this.input.onReadable(() -> {
			told.add(String.valueOf(this.input.state()));
			this.input.read();
		});
		this.input.endBody();
		this.input.end();
		assertThat(told).containsExactly("COMPLETE");
	}

	@Test
	void gathererTakesAllOfIt() {
		this.input.expect(10, Long.MAX_VALUE);
		var gathered = InputGatherer.gather(this.input, 10);
		append("hello", "world");
		assertThat(gathered).isNotDone();
		this.input.end();
		assertThat(gathered)
			.isCompletedWithValueMatching((bytes) -> new String(bytes, StandardCharsets.US_ASCII).equals("helloworld"));
	}

	@Test
	void gathererRefusesMoreThanItsLimit() {
		this.input.expect(11, Long.MAX_VALUE);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> InputGatherer.gather(this.input, 10).join())
			.withCauseInstanceOf(InputTooLargeException.class);
		this.input.expect(-1, Long.MAX_VALUE);
		var gathered = InputGatherer.gather(this.input, 10);
		append("hello", "world", "!", "more");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(gathered::join)
			.havingCause()
			.isInstanceOfSatisfying(InputTooLargeException.class, (ex) -> assertThat(ex.limit()).isEqualTo(10));
	}

	@Test
	void gathererReportsIncompleteInput() {
		this.input.expect(10, Long.MAX_VALUE);
		var gathered = InputGatherer.gather(this.input, 10);
		append("hello");
		this.input.end();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(gathered::join)
			.withCauseInstanceOf(InputIncompleteException.class);
	}

	private void append(String... pieces) {
		for (String piece : pieces) {
			assertThat(this.input.append(text(piece))).isEqualTo(Appended.TAKEN);
		}
	}

	private static ByteBuf text(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

	private void readOne() {
		ByteBuf piece = this.input.read();
		assertThat(piece).isNotNull();
		piece.release();
	}

	private String readAll() {
		StringBuilder text = new StringBuilder();
		for (ByteBuf piece = this.input.read(); piece != null; piece = this.input.read()) {
			text.append(piece.toString(StandardCharsets.US_ASCII));
			piece.release();
		}
		return text.toString();
	}

	private static final class OnlyRequest implements InputFlow.Policy {

		@Override
		public boolean isPremature(InputQueue stream) {
			return false;
		}

		@Override
		public boolean isShared() {
			return false;
		}

		@Override
		public boolean isExclusive() {
			return true;
		}

		@Override
		public boolean hasSiblings() {
			return false;
		}

		@Override
		public void giveUp(InputQueue stream) {
			throw new AssertionError("There is no sibling");
		}

	}

}
