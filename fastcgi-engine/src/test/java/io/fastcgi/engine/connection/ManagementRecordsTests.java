package io.fastcgi.engine.connection;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.test.NameValuePair;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ManagementRecords}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ManagementRecordsTests {

	private final ManagementRecords records = new ManagementRecords(Limits.defaults());

	/**
	 * FCGI-28, FCGI-29, PT-8, PT-13: the bytes.
	 */
	@Test
	void answersWhatWasAskedFor() {
		assertThat(values(NameValuePair.of("FCGI_MPXS_CONNS", "").encode()))
			.isEqualTo("010a000000120600" + "0f01" + hex("FCGI_MPXS_CONNS1") + "000000000000");
		assertThat(values(new byte[0])).isEqualTo("010a000000000000");
		assertThat(values(NameValuePair.of("FCGI_OTHER", "").encode())).isEqualTo("010a000000000000");
		assertThat(values(NameValuePair.of("FCGI_MPXS_CONN", "").encode())).isEqualTo("010a000000000000");
	}

	/**
	 * FCGI-30.
	 */
	@Test
	void pairWithAValueIsReadAllTheSame() {
		assertThat(values(NameValuePair.of("FCGI_MAX_CONNS", "7").encode())).contains(hex("FCGI_MAX_CONNS8192"));
	}

	/**
	 * SEC-20: each name once in the reply, however often it is asked for.
	 */
	@Test
	void repeatedNameIsAnsweredOnce() {
		ByteArrayOutputStream query = new ByteArrayOutputStream();
		while (query.size() < 65_000) {
			query.writeBytes(NameValuePair.of("FCGI_MAX_REQS", "").encode());
			query.writeBytes(new byte[] { 0, 0 });
		}
		assertThat(values(query.toByteArray()))
			.isEqualTo("010a000000120600" + "0d03" + hex("FCGI_MAX_REQS256") + "000000000000");
		assertThat(values(new byte[65_534])).isEqualTo("010a000000000000");
	}

	/**
	 * SEC-3, SEC-20.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "FFFFFFFF00", "FFFFFFFFFFFFFFFF41", "05", "0500", "0E0046" })
	void brokenQueryIsRefused(String hex) {
		ByteBuf query = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
		assertThatExceptionOfType(InvalidParamsException.class)
			.isThrownBy(() -> this.records.values(query, UnpooledByteBufAllocator.DEFAULT));
	}

	/**
	 * FCGI-32, PT-7.
	 */
	@Test
	void unknownTypeIsNamed() {
		ByteBuf answer = this.records.unknownType(99, UnpooledByteBufAllocator.DEFAULT);
		assertThat(ByteBufUtil.hexDump(answer)).isEqualTo("010b000000080000" + "6300000000000000");
		answer.release();
	}

	private String values(byte[] query) {
		ByteBuf answer = this.records.values(Unpooled.wrappedBuffer(query), UnpooledByteBufAllocator.DEFAULT);
		String hex = ByteBufUtil.hexDump(answer);
		answer.release();
		return hex;
	}

	private static String hex(String text) {
		return ByteBufUtil.hexDump(text.getBytes());
	}

}
