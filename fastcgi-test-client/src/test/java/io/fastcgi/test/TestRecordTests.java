package io.fastcgi.test;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TestRecord}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TestRecordTests {

	@Test
	void encodesBeginRequest() {
		assertThat(hex(TestRecord.beginRequest(0x0102, 1, 1)))
			.isEqualTo("01 01 01 02 00 08 00 00 00 01 01 00 00 00 00 00");
	}

	@Test
	void encodesEndRequest() {
		assertThat(hex(TestRecord.endRequest(1, 938, 0))).isEqualTo("01 03 00 01 00 08 00 00 00 00 03 aa 00 00 00 00");
	}

	@Test
	void encodesAnEmptyRecordWithoutPadding() {
		assertThat(hex(TestRecord.of(TestRecord.STDIN, 0xFFFF))).isEqualTo("01 05 ff ff 00 00 00 00");
	}

	@Test
	void encodesWhatItIsTold() {
		TestRecord record = new TestRecord(2, 99, 7, new byte[] { 5 }, 2);
		assertThat(hex(record)).isEqualTo("02 63 00 07 00 01 02 00 05 00 00");
	}

	@Test
	void fillsPaddingAndReservedByte() {
		byte[] bytes = new TestRecord(1, 5, 1, new byte[] { 9 }, 2).encode((byte) 1);
		assertThat(hex(bytes)).isEqualTo("01 05 00 01 00 01 02 01 09 01 01");
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1,7", "5,3", "8,0", "32760,0", "65535,1" })
	void padsToEightBytes(int contentLength, int paddingLength) {
		TestRecord record = TestRecord.of(TestRecord.STDOUT, 1, new byte[contentLength]);
		assertThat(record.paddingLength()).isEqualTo(paddingLength);
		assertThat(record.encode()).hasSize(8 + contentLength + paddingLength);
	}

	@Test
	void refusesWhatDoesNotFit() {
		assertThatIllegalArgumentException().isThrownBy(() -> TestRecord.of(5, 1, new byte[65536]))
			.withMessage("content length must be between 0 and 65535 but is 65536");
		assertThatIllegalArgumentException().isThrownBy(() -> TestRecord.of(5, 65536));
		assertThatIllegalArgumentException().isThrownBy(() -> new TestRecord(1, 5, 1, new byte[0], 256));
		assertThatIllegalArgumentException().isThrownBy(() -> TestRecord.of(-1, 1));
	}

	@Test
	void comparesContent() {
		assertThat(TestRecord.of(5, 1, (byte) 1)).isEqualTo(TestRecord.of(5, 1, (byte) 1))
			.hasSameHashCodeAs(TestRecord.of(5, 1, (byte) 1))
			.isNotEqualTo(TestRecord.of(5, 1, (byte) 2));
	}

	private static String hex(TestRecord record) {
		return hex(record.encode());
	}

	private static String hex(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(bytes);
	}

}
