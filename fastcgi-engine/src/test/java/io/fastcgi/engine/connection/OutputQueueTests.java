package io.fastcgi.engine.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputQueue} with {@link FastCgiFraming} and {@link ScgiFraming}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OutputQueueTests implements OutputProgress {

	private static final ResponseHead HEAD = ResponseHead.of(200, "OK").header("Content-Type", "text/plain");

	private static final String HEAD_TEXT = "Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n";

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

	private final ChannelHandlerContext ctx = this.channel.pipeline().lastContext();

	private final OutputScheduler scheduler = new OutputScheduler(this.ctx);

	private final OutputQueue output = new OutputQueue(this.ctx, this.scheduler, new FastCgiFraming(0x1234), this);

	private final List<String> records = new ArrayList<>();

	private final List<ByteBuf> buffers = new ArrayList<>();

	private boolean exclusive;

	private int ends;

	@AfterEach
	void release() {
		this.buffers.forEach(ByteBuf::release);
		this.channel.finishAndReleaseAll();
	}

	/**
	 * FCGI-45, FCGI-10, FCGI-47, trap 6 of the front ends: one buffer, padded, with the
	 * end in it.
	 */
	@Test
	void smallResponseIsOneBuffer() {
		this.output.write(HEAD);
		this.output.write(Unpooled.copiedBuffer("Hello", StandardCharsets.US_ASCII));
		this.output.write("!".getBytes(StandardCharsets.US_ASCII), 0, 1);
		assertThat((Object) this.channel.readOutbound()).isNull();
		assertThat(this.output.end(0)).isTrue();
		readAll();
		assertThat(this.buffers).hasSize(1);
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT + "Hello!", "STDOUT ", "END 0 0");
		assertThat(this.ends).isOne();
	}

	/**
	 * FCGI-10, SEC-18.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 4096, 4097, 16383, 65528, 65529, 65535, 65536, 70001, 300_003 })
	void recordsAreMultiplesOfEightAndNeverTooLong(int length) {
		byte[] body = new byte[length];
		new Random(length).nextBytes(body);
		this.output.write(HEAD);
		this.output.write(Unpooled.copiedBuffer(body));
		this.output.write(body, 0, body.length);
		this.output.end(0);
		readAll();
		String text = new String(body, StandardCharsets.ISO_8859_1);
		assertThat(stdout()).isEqualTo(HEAD_TEXT + text + text);
		assertThat(this.records.subList(this.records.size() - 2, this.records.size())).containsExactly("STDOUT ",
				"END 0 0");
	}

	@Test
	void largeBufferIsNotCopied() {
		ByteBuf body = Unpooled.wrappedBuffer(new byte[100_000]);
		this.output.write(HEAD);
		this.output.write(body);
		assertThat(body.refCnt()).isEqualTo(2);
		this.output.end(0);
		readAll();
		assertThat(this.buffers).filteredOn((buffer) -> buffer.hasArray() && buffer.array() == body.array()).hasSize(2);
	}

	/**
	 * FCGI-64, SEC-19: an empty STDOUT record in the middle would end the response.
	 */
	@Test
	void emptyWritesAreDropped() {
		this.output.write(HEAD);
		this.output.write(Unpooled.EMPTY_BUFFER);
		this.output.flush();
		this.output.flush();
		this.output.write(new byte[0], 0, 0);
		this.output.flush();
		this.output.writeError(Unpooled.buffer());
		this.output.write(Unpooled.buffer());
		this.output.end(0);
		readAll();
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT, "STDOUT ", "END 0 0");
	}

	/**
	 * FCGI-38, FCGI-46, FCGI-47, FCGI-61.
	 */
	@Test
	void errorOutputStandsBetweenWhatWasWrittenBeforeAndAfter() {
		this.output.write(HEAD);
		this.output.writeError(text("oops"));
		this.output.write(text("x"));
		this.output.end(938);
		readAll();
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT, "STDERR oops", "STDOUT x", "STDOUT ", "STDERR ",
				"END 938 0");
	}

	/**
	 * PT-22: messages before the head, however many, do not stop the response.
	 */
	@Test
	void errorOutputBeforeTheHeadIsSentAtOnce() {
		this.output.write(text("Status: 200 OK\r\n"));
		this.output.writeError(text("e".repeat(100_000)));
		assertThat(this.output.isWritable()).isTrue();
		assertThat(this.output.isHeadTooLong()).isFalse();
		assertThat(this.output.isCommitted()).isFalse();
		readAll();
		assertThat(this.records).hasSize(2).allMatch((record) -> record.startsWith("STDERR e"));
		this.output.write(text("\r\nbody"));
		this.output.end(0);
		readAll();
		assertThat(this.records.subList(2, 6)).containsExactly("STDOUT Status: 200 OK\r\n\r\nbody", "STDOUT ",
				"STDERR ", "END 0 0");
	}

	/**
	 * SEC-35: nor can they fill the memory if the front end does not read.
	 */
	@Test
	void errorOutputBeforeTheHeadHasToWaitForTheFrontEnd() {
		setFrontEndReads(false);
		int messages = 0;
		while (this.output.isWritable() && messages < 1000) {
			this.output.writeError(text("e".repeat(8192)));
			messages++;
		}
		assertThat(messages).isEqualTo(8);
		assertThat(this.output.isHeadTooLong()).isFalse();
		setFrontEndReads(true);
		assertThat(this.output.isWritable()).isTrue();
		this.output.replace(null, 1, true);
		this.output.send();
		readAll();
		assertThat(this.records).hasSize(messages + 2);
	}

	/**
	 * SEC-35: the little messages of an event stream are counted by their bytes; if each
	 * had a buffer of its own, the memory would be a multiple of that.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void smallPiecesThatHaveToWaitShareABuffer(boolean flush) {
		setFrontEndReads(false);
		this.output.write(HEAD);
		this.output.flush();
		StringBuilder written = new StringBuilder();
		while (this.output.isWritable()) {
			this.output.write(text("e"));
			written.append('e');
			if (flush) {
				this.output.flush();
			}
		}
		setFrontEndReads(true);
		this.output.end(0);
		readAll();
		assertThat(stdout()).isEqualTo(HEAD_TEXT + written);
		assertThat(this.buffers).hasSizeLessThan(4);
	}

	private void setFrontEndReads(boolean reads) {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
		this.channel.runPendingTasks();
		this.scheduler.run();
	}

	/**
	 * SEC-29: what could be taken for success is not sent.
	 */
	@Test
	void incompleteHeadIsNeverSent() {
		this.output.write(text("Status: 200 OK\r\n"));
		this.output.flush();
		assertThat((Object) this.channel.readOutbound()).isNull();
		assertThat(this.output.end(0)).isFalse();
		assertThat((Object) this.channel.readOutbound()).isNull();
		assertThat(this.output.isEnded()).isFalse();
		this.output.replace(RefusalDocument.of(Refusal.HANDLER_FAILED), 1, true);
		this.output.send();
		readAll();
		assertThat(this.records).hasSize(3);
		assertThat(this.records.get(0)).startsWith("STDOUT Status: 500 Internal Server Error\r\n");
		assertThat(this.records.subList(1, 3)).containsExactly("STDOUT ", "END 1 0");
	}

	@Test
	void responseThatWasNotSentIsReplaced() {
		this.output.write(HEAD);
		this.output.write(new byte[10_000], 0, 10_000);
		this.output.write(text("secret"));
		assertThat(this.output.replace(RefusalDocument.of(Refusal.OVERLOADED), 0, true)).isTrue();
		this.output.send();
		readAll();
		assertThat(stdout()).startsWith("Status: 503 Service Unavailable\r\n")
			.contains("\r\nRetry-After: 1\r\n")
			.endsWith("\r\n\r\n503 Service Unavailable\n");
	}

	/**
	 * FCGI-58: it may be the only thing that tells why the handler failed.
	 */
	@Test
	void errorOutputOfAResponseThatIsReplacedIsSent() {
		this.output.write(HEAD);
		this.output.write(text("secret"));
		this.output.writeError(text("why"));
		this.output.write(text("secret"));
		this.output.replace(RefusalDocument.of(Refusal.HANDLER_FAILED), 1, true);
		this.output.send();
		readAll();
		assertThat(this.records).hasSize(5);
		assertThat(this.records.get(0)).isEqualTo("STDERR why");
		assertThat(this.records.get(1)).startsWith("STDOUT Status: 500 ").doesNotContain("secret");
		assertThat(this.records.subList(2, 5)).containsExactly("STDOUT ", "STDERR ", "END 1 0");
	}

	/**
	 * PT-32: whoever looks at the application status knows.
	 */
	@Test
	void responseThatBreaksOffOnASharedConnectionEndsThere() {
		breakOff(true);
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT, "STDOUT part", "STDERR why", "STDOUT ",
				"STDERR ", "END 1 0");
		assertThat(this.ends).isOne();
	}

	/**
	 * PT-32: front ends do not look at it.
	 */
	@Test
	void responseThatBreaksOffOnAConnectionOfItsOwnHasNoEnd() {
		this.exclusive = true;
		breakOff(true);
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT, "STDOUT part", "STDERR why");
		assertThat(this.ends).isOne();
	}

	/**
	 * FCGI-39.
	 */
	@Test
	void responseThatTheFrontEndGaveUpHasAnEnd() {
		this.exclusive = true;
		breakOff(false);
		assertThat(this.records).endsWith("STDOUT ", "STDERR ", "END 1 0");
		assertThat(this.ends).isOne();
	}

	private void breakOff(boolean awaited) {
		this.output.write(HEAD);
		this.output.flush();
		assertThat(this.output.isCommitted()).isTrue();
		this.output.write(text("part"));
		this.output.writeError(text("why"));
		assertThat(this.output.replace(RefusalDocument.of(Refusal.HANDLER_FAILED), 0, awaited)).isTrue();
		this.output.send();
		this.output.send();
		assertThat(this.output.replace(null, 1, awaited)).isFalse();
		readAll();
	}

	/**
	 * FCGI-40, SEC-31: one end, and nothing after it.
	 */
	@Test
	void nothingFollowsTheEnd() {
		this.output.write(HEAD);
		this.output.end(0);
		ByteBuf late = text("late");
		ByteBuf lateError = text("late");
		this.output.write(late);
		this.output.write(new byte[100_000], 0, 100_000);
		this.output.write(HEAD);
		this.output.writeError(lateError);
		this.output.flush();
		assertThat(this.output.end(0)).isFalse();
		assertThat(this.output.replace(null, 1, true)).isFalse();
		this.output.send();
		readAll();
		assertThat(this.records).containsExactly("STDOUT " + HEAD_TEXT, "STDOUT ", "END 0 0");
		assertThat(late.refCnt()).isZero();
		assertThat(lateError.refCnt()).isZero();
		assertThat(this.ends).isOne();
		assertThat(this.output.isWritable()).isTrue();
	}

	/**
	 * A blocking writer that has to stop before would never be woken.
	 */
	@Test
	void headIsTooLongBeforeTheQueueIsFull() {
		this.output.write(new byte[32 * 1024], 0, 32 * 1024);
		assertThat(this.output.isHeadTooLong()).isFalse();
		assertThat(this.output.isWritable()).isTrue();
		this.output.write(new byte[32 * 1024], 0, 32 * 1024);
		assertThat(this.output.isWritable()).isTrue();
		assertThat(this.output.isHeadTooLong()).isTrue();
		this.output.replace(null, 1, true);
		this.output.send();
	}

	/**
	 * SEC-35: to wake a writer for each little piece of room would cost more than what it
	 * writes then.
	 */
	@Test
	void writerThatHadToWaitGoesOnWhenMostIsGone() {
		setFrontEndReads(false);
		this.output.write(HEAD);
		int written = 0;
		while (this.output.isWritable() && written < 1_000_000) {
			this.output.write(new byte[16 * 1024], 0, 16 * 1024);
			written += 16 * 1024;
		}
		assertThat(written).isLessThanOrEqualTo(144 * 1024);
		int taken = 0;
		while (!this.output.isWritable()) {
			this.output.sendSome(1);
			taken++;
		}
		assertThat(taken).isGreaterThan(1);
		setFrontEndReads(true);
		this.output.end(0);
		readAll();
		assertThat(stdout()).hasSize(HEAD.toString().length() + 2 + written);
	}

	/**
	 * SEC-18.
	 */
	@Test
	void headThatIsLongerThanARecordIsCut() {
		ResponseHead head = ResponseHead.of(200, "OK").header("X-Long", "x".repeat(70_000));
		this.output.write(head);
		this.output.write(text("body"));
		this.output.end(0);
		readAll();
		assertThat(stdout()).isEqualTo(head + "\r\nbody");
	}

	@Test
	void scgiResponseIsSentAsItIs() {
		List<String> errors = new ArrayList<>();
		OutputQueue scgi = new OutputQueue(this.ctx, this.scheduler, new ScgiFraming((content) -> {
			errors.add(content.toString(StandardCharsets.US_ASCII));
			content.release();
		}), this);
		scgi.write(HEAD);
		scgi.writeError(text("early"));
		scgi.write(text("body"));
		scgi.write(Unpooled.wrappedBuffer("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII)));
		scgi.end(1);
		scgi.writeError(text("late"));
		StringBuilder text = new StringBuilder();
		for (ByteBuf buffer = this.channel.readOutbound(); buffer != null; buffer = this.channel.readOutbound()) {
			text.append(buffer.toString(StandardCharsets.US_ASCII));
			buffer.release();
		}
		assertThat(text.toString()).isEqualTo(HEAD_TEXT + "body" + "x".repeat(10_000));
		assertThat(errors).containsExactly("early");
		assertThat(this.ends).isOne();
	}

	private static ByteBuf text(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

	private void readAll() {
		ByteBuf all = Unpooled.buffer();
		for (ByteBuf buffer = this.channel.readOutbound(); buffer != null; buffer = this.channel.readOutbound()) {
			this.buffers.add(buffer);
			all.writeBytes(buffer.duplicate());
		}
		while (all.isReadable()) {
			readRecord(all);
		}
	}

	private void readRecord(ByteBuf in) {
		assertThat(in.readUnsignedByte()).isEqualTo((short) Record.VERSION);
		int type = in.readUnsignedByte();
		assertThat(in.readUnsignedShort()).isEqualTo(0x1234);
		int length = in.readUnsignedShort();
		int padding = in.readUnsignedByte();
		assertThat(in.readByte()).isZero();
		assertThat(length).isLessThanOrEqualTo(65528);
		assertThat((length + padding) % 8).isZero();
		byte[] content = new byte[length];
		in.readBytes(content).skipBytes(padding);
		String text = new String(content, StandardCharsets.ISO_8859_1);
		String name = switch (type) {
			case RecordType.STDOUT -> "STDOUT " + text;
			case RecordType.STDERR -> "STDERR " + text;
			case RecordType.END_REQUEST -> "END " + ByteBuffer.wrap(content).getInt() + " " + content[4];
			default -> "unexpected " + type;
		};
		this.records.add(name);
	}

	private String stdout() {
		StringBuilder text = new StringBuilder();
		this.records.stream()
			.filter((record) -> record.startsWith("STDOUT "))
			.forEach((record) -> text.append(record, 7, record.length()));
		return text.toString();
	}

	@Override
	public void sent() {
	}

	@Override
	public boolean breakOff() {
		return this.exclusive;
	}

	@Override
	public void endSent() {
		this.ends++;
	}

}
