package io.fastcgi.engine.memory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link BytePipe}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BytePipeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration NONE = Duration.ofMillis(1);

	private final AtomicInteger wakeUps = new AtomicInteger();

	private final BytePipe pipe = new BytePipe(this.wakeUps::incrementAndGet);

	@Test
	void takesAsMuchAsThereIsRoomFor() throws Exception {
		ByteBuffer source = ByteBuffer.allocate(BytePipe.CAPACITY + 10);
		assertThat(this.pipe.offer(source)).isEqualTo(BytePipe.CAPACITY);
		assertThat(this.pipe.offer(source)).isZero();
		assertThat(source.remaining()).isEqualTo(10);
		assertThat(this.pipe.poll(ByteBuffer.allocate(7))).isEqualTo(7);
		assertThat(this.pipe.offer(source)).isEqualTo(7);
		assertThat(source.remaining()).isEqualTo(3);
	}

	@Test
	void keepsTheOrderOfBytes() throws Exception {
		this.pipe.offer(bytes("abcd"));
		assertThat(read(2)).isEqualTo("ab");
		this.pipe.offer(bytes("ef"));
		assertThat(read(100)).isEqualTo("cdef");
		assertThat(this.pipe.poll(ByteBuffer.allocate(1))).isZero();
	}

	@Test
	void endComesAfterTheBytes() throws Exception {
		assertThat(this.pipe.isReadable()).isFalse();
		this.pipe.offer(bytes("a"));
		this.pipe.end();
		assertThat(read(10)).isEqualTo("a");
		assertThat(this.pipe.isReadable()).isTrue();
		assertThat(this.pipe.poll(ByteBuffer.allocate(1))).isEqualTo(-1);
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> this.pipe.offer(bytes("b")));
	}

	@Test
	void resetComesAfterTheBytesAndIsAnError() throws Exception {
		this.pipe.offer(bytes("a"));
		this.pipe.reset();
		assertThat(read(10)).isEqualTo("a");
		assertThatIOException().isThrownBy(() -> this.pipe.poll(ByteBuffer.allocate(1)))
			.withMessage("Connection reset by peer");
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> this.pipe.offer(bytes("b")));
	}

	@Test
	void writerLearnsThatNobodyReads() throws Exception {
		this.pipe.offer(bytes("a"));
		this.pipe.abandon();
		assertThatIOException().isThrownBy(() -> this.pipe.offer(bytes("b"))).withMessage("Broken pipe");
		assertThatExceptionOfType(ClosedChannelException.class)
			.isThrownBy(() -> this.pipe.poll(ByteBuffer.allocate(1)));
	}

	@Test
	void readerWaitsNoLongerThanItsTimeout() {
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> this.pipe.read(ByteBuffer.allocate(1), NONE))
			.withMessage("Nothing was received for 1 ms");
	}

	@Test
	void writerWaitsNoLongerThanItsTimeout() {
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> this.pipe.write(ByteBuffer.allocate(BytePipe.CAPACITY + 1), NONE))
			.withMessage("The server did not read for 1 ms");
	}

	@Test
	void readerThatWaitsGetsWhatComes() throws Exception {
		CompletableFuture<String> read = whileWaiting(() -> read(10));
		this.pipe.offer(bytes("a"));
		assertThat(read).succeedsWithin(PATIENCE).isEqualTo("a");
	}

	@Test
	void readerThatWaitsIsWokenByTheEndAndByClosing() throws Exception {
		CompletableFuture<Integer> read = whileWaiting(() -> this.pipe.read(ByteBuffer.allocate(1), PATIENCE));
		this.pipe.end();
		assertThat(read).succeedsWithin(PATIENCE).isEqualTo(-1);
		BytePipe closed = new BytePipe(() -> {
		});
		CompletableFuture<Integer> other = whileWaiting(() -> closed.read(ByteBuffer.allocate(1), PATIENCE));
		closed.abandon();
		assertThat(other).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(ClosedChannelException.class);
	}

	@Test
	void writerThatWaitsGoesOnWhenThereIsRoom() throws Exception {
		ByteBuffer source = ByteBuffer.allocate(2 * BytePipe.CAPACITY);
		CompletableFuture<Integer> written = whileWaiting(() -> {
			this.pipe.write(source, PATIENCE);
			return source.remaining();
		});
		this.pipe.poll(ByteBuffer.allocate(BytePipe.CAPACITY));
		assertThat(written).succeedsWithin(PATIENCE).isEqualTo(0);
	}

	@Test
	void channelIsToldWhateverTheOtherEndDoes() throws Exception {
		this.pipe.write(bytes("a"), PATIENCE);
		assertThat(this.wakeUps).hasValue(1);
		this.pipe.read(ByteBuffer.allocate(1), PATIENCE);
		assertThat(this.wakeUps).hasValue(2);
		this.pipe.end();
		this.pipe.reset();
		this.pipe.abandon();
		assertThat(this.wakeUps).hasValue(5);
	}

	@Test
	void interruptionEndsTheWaitingAndIsNotLost() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedIOException.class)
			.isThrownBy(() -> this.pipe.read(ByteBuffer.allocate(1), PATIENCE));
		assertThat(Thread.interrupted()).isTrue();
	}

	/**
	 * Runs something that has to wait, and returns when it does.
	 */
	private static <T> CompletableFuture<T> whileWaiting(Waiting<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(action.perform());
			}
			catch (IOException | RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
			Thread.onSpinWait();
		}
		return result;
	}

	private String read(int length) throws IOException {
		ByteBuffer target = ByteBuffer.allocate(length);
		this.pipe.read(target, PATIENCE);
		return StandardCharsets.US_ASCII.decode(target.flip()).toString();
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Something that waits.
	 *
	 * @param <T> what for
	 */
	@FunctionalInterface
	private interface Waiting<T> {

		T perform() throws IOException;

	}

}
