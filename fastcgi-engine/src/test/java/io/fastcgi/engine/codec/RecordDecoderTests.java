package io.fastcgi.engine.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.fastcgi.test.TestRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordDecoder}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RecordDecoderTests {

	private final List<String> expected = new ArrayList<>();

	private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

	/**
	 * FCGI-7, FCGI-9, FCGI-16: whatever the cut, the same streams come out.
	 */
	@Test
	void decodesTheSameFromEveryTwoPieces() {
		writeConversation();
		byte[] bytes = this.wire.toByteArray();
		for (int cut = 0; cut <= bytes.length; cut++) {
			assertThat(decode(bytes, cut)).as("cut at %d", cut).isEqualTo(this.expected);
		}
	}

	@Test
	void decodesTheSameByteByByte() {
		writeConversation();
		byte[] bytes = this.wire.toByteArray();
		int[] cuts = new int[bytes.length];
		for (int i = 0; i < cuts.length; i++) {
			cuts[i] = i;
		}
		assertThat(decode(bytes, cuts)).isEqualTo(this.expected);
	}

	/**
	 * FCGI-9, FCGI-11: padding and the reserved byte are ignored whatever they hold.
	 */
	@Test
	void skipsPaddingOfEveryLength() {
		Random random = new Random(7);
		for (int padding = 0; padding <= 255; padding++) {
			byte[] content = new byte[random.nextInt(20)];
			random.nextBytes(content);
			write(RecordType.STDIN, 1, content, padding);
		}
		byte[] bytes = this.wire.toByteArray();
		assertThat(decode(bytes)).isEqualTo(this.expected);
		assertThat(decode(bytes, bytes.length / 3, bytes.length / 2)).isEqualTo(this.expected);
	}

	/**
	 * SEC-18: the largest record there can be, and one after it.
	 */
	@ParameterizedTest
	@ValueSource(ints = { RecordType.STDIN, RecordType.GET_VALUES, 200 })
	void decodesTheLargestRecord(int type) {
		byte[] content = new byte[65535];
		new Random(1).nextBytes(content);
		write(type, 0xFFFF, content, 255);
		write(RecordType.STDIN, 1, new byte[] { 1 }, 0);
		assertThat(decode(this.wire.toByteArray())).isEqualTo(this.expected);
		assertThat(decode(this.wire.toByteArray(), 8, 40_000, 65_543, 65_700)).isEqualTo(this.expected);
	}

	/**
	 * FCGI-17: a discrete record is handed on whole.
	 */
	@Test
	void discreteRecordIsNotCut() {
		write(RecordType.BEGIN_REQUEST, 1, new byte[] { 0, 1, 0, 0, 0, 0, 0, 0 }, 0);
		EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());
		byte[] bytes = this.wire.toByteArray();
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, 15))).isFalse();
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(bytes, 15, 1))).isTrue();
		Record record = channel.readInbound();
		assertThat(record.content().readableBytes()).isEqualTo(8);
		record.content().release();
		channel.finishAndReleaseAll();
	}

	/**
	 * FCGI-26: who sees the last record may close the connection, which must not happen
	 * while the front end still writes padding.
	 */
	@Test
	void endOfAStreamIsHandedOnAfterItsPadding() {
		write(RecordType.STDIN, 1, new byte[0], 9);
		EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());
		byte[] bytes = this.wire.toByteArray();
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, 16))).isFalse();
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(bytes, 16, 1))).isTrue();
		channel.finishAndReleaseAll();
	}

	@Test
	void streamContentIsHandedOnAsItArrives() {
		write(RecordType.STDIN, 1, new byte[60_000], 0);
		EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(this.wire.toByteArray(), 0, 9))).isTrue();
		Record record = channel.readInbound();
		assertThat(record.content().readableBytes()).isEqualTo(1);
		record.content().release();
		channel.finishAndReleaseAll();
	}

	/**
	 * FCGI-8.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 2, 255 })
	void anotherVersionIsAFramingError(int version) {
		EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());
		ByteBuf bytes = Unpooled.buffer().writeByte(version).writeZero(100);
		assertThatExceptionOfType(FramingException.class).isThrownBy(() -> channel.writeInbound(bytes))
			.withMessageContaining("version " + version);
		assertThat(channel.writeInbound(Unpooled.wrappedBuffer(TestRecord.beginRequest(1, 1, 0).encode()))).isFalse();
		channel.finishAndReleaseAll();
	}

	private void writeConversation() {
		write(RecordType.BEGIN_REQUEST, 1, new byte[] { 0, 1, 1, 9, 9, 9, 9, 9 }, 0);
		write(RecordType.PARAMS, 1, "\u0003\u0003ABCdef".getBytes(), 7);
		write(RecordType.GET_VALUES, 0, new byte[] { 1, 0, 'X' }, 5);
		write(RecordType.PARAMS, 1, new byte[0], 3);
		write(99, 0, new byte[] { 1, 2, 3 }, 0);
		write(RecordType.STDIN, 0x1234, "hello, body".getBytes(), 0);
		write(RecordType.DATA, 1, new byte[] { 5 }, 255);
		write(RecordType.ABORT_REQUEST, 1, new byte[0], 0);
		write(RecordType.STDIN, 1, new byte[0], 0);
	}

	private void write(int type, int id, byte[] content, int padding) {
		byte[] record = new TestRecord(1, type, id, content, padding).encode();
		record[7] = 0x55;
		for (int i = record.length - padding; i < record.length; i++) {
			record[i] = 1;
		}
		this.wire.writeBytes(record);
		add(this.expected, type, id, ByteBufUtil.hexDump(content));
	}

	/**
	 * Adds a record, or goes on with a stream: where it is cut has no meaning.
	 */
	private static void add(List<String> records, int type, int id, String content) {
		String name = type + "/" + id + "/";
		int last = records.size() - 1;
		if (content.isEmpty()) {
			records.add(name + "end");
		}
		else if (RecordType.isInputStream(type) && last >= 0 && records.get(last).startsWith(name)
				&& !records.get(last).endsWith("end")) {
			records.set(last, records.get(last) + content);
		}
		else {
			records.add(name + content);
		}
	}

	private static List<String> decode(byte[] bytes, int... cuts) {
		EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());
		int from = 0;
		for (int cut : cuts) {
			channel.writeInbound(Unpooled.copiedBuffer(bytes, from, cut - from));
			from = cut;
		}
		channel.writeInbound(Unpooled.copiedBuffer(bytes, from, bytes.length - from));
		List<String> records = new ArrayList<>();
		for (Record record = channel.readInbound(); record != null; record = channel.readInbound()) {
			add(records, record.type(), record.requestId(), ByteBufUtil.hexDump(record.content()));
			record.content().release();
		}
		channel.finishAndReleaseAll();
		return records;
	}

}
