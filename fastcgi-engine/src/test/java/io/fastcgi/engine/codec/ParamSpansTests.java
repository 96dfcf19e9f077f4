package io.fastcgi.engine.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.fastcgi.test.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ParamSpans}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ParamSpansTests {

	/**
	 * FCGI-19, FCGI-20, FCGI-21, PT-11, PT-40, SEC-6: both forms of both lengths, also
	 * four bytes for a short length.
	 */
	@ParameterizedTest
	@CsvSource({ "0,0", "0,1", "1,0", "127,127", "127,128", "128,127", "128,128", "1,255", "1,256", "1,32767",
			"1,32768", "1,65535", "1,70000", "70000,3" })
	void readsAllLengthForms(int nameLength, int valueLength) {
		NameValuePair pair = new NameValuePair(filled('n', nameLength), filled('v', valueLength));
		for (int form = 0; form < 4; form++) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(NameValuePair.of("BEFORE", "1").encode());
			bytes.writeBytes(pair.encode((form & 1) != 0, (form & 2) != 0));
			bytes.writeBytes(NameValuePair.of("AFTER", "2").encode());
			assertThat(nameValuePairs(bytes.toByteArray())).containsExactly(NameValuePair.of("BEFORE", "1"), pair,
					NameValuePair.of("AFTER", "2"));
		}
	}

	/**
	 * PT-40.
	 */
	@Test
	void readsNothingAndEmptyPairs() {
		assertThat(nameValuePairs(new byte[0])).isEmpty();
		assertThat(nameValuePairs(new byte[] { 0, 0 })).containsExactly(NameValuePair.of("", ""));
		assertThat(nameValuePairs(new byte[] { 0, 0, 0, 0 })).hasSize(2);
	}

	/**
	 * PT-40, PT-15.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "00", "01", "0001", "0100", "00FF", "01FF00", "0080000080", "8000008000", "80", "8000",
			"800000", "80000000", "8000000080", "800000008000", "0080", "000000" })
	void pairThatIsCutOffIsRefused(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> nameValuePairs(bytes));
	}

	/**
	 * SEC-1, SEC-3: lengths whose sum is more than 32 bits hold.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "FFFFFFFFFFFFFFFF", "FFFFFFFF01", "01FFFFFFFF", "FFFFFFFF00", "80000001FFFFFFFF",
			"FFFFFFFF80000001", "FFFFFFFEFFFFFFFF", "C0000000C0000000" })
	void lengthsThatOverflowAreRefused(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex + "4142434445464748");
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> nameValuePairs(bytes))
			.withMessageContaining("longer than its FCGI_PARAMS stream");
	}

	@Test
	void bytesBeyondTheLengthDoNotCount() {
		byte[] bytes = { 1, 1, 'A', 'b', 1, 1, 'C', 'd' };
		assertThat(ParamSpans.ofNameValuePairs(bytes, 4, 10)).containsExactly(2, 1, 3, 1);
		assertThatExceptionOfType(InvalidParamsException.class)
			.isThrownBy(() -> ParamSpans.ofNameValuePairs(bytes, 7, 10));
	}

	/**
	 * SEC-38.
	 */
	@Test
	void tooManyPairsAreRefused() {
		byte[] bytes = new byte[2 * 100];
		assertThat(ParamSpans.ofNameValuePairs(bytes, bytes.length, 100)).hasSize(400);
		assertThatExceptionOfType(ParamsTooLargeException.class)
			.isThrownBy(() -> ParamSpans.ofNameValuePairs(bytes, bytes.length, 99))
			.withMessage("There are more than 99 params");
	}

	/**
	 * SCGI-4.
	 */
	@Test
	void readsScgiHeaders() {
		byte[] bytes = "CONTENT_LENGTH\0000\0EMPTY\0\0SCGI\0001\0".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(pairs(bytes, ParamSpans.ofScgiHeaders(bytes, 3))).containsExactly(
				NameValuePair.of("CONTENT_LENGTH", "0"), NameValuePair.of("EMPTY", ""), NameValuePair.of("SCGI", "1"));
		assertThatExceptionOfType(ParamsTooLargeException.class).isThrownBy(() -> ParamSpans.ofScgiHeaders(bytes, 2));
	}

	/**
	 * SCGI-4, SEC-26: no final NUL, an odd number of strings, an empty name.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "A", "A\0", "A\0b", "A\0b\0C\0", "\0", "\0\0", "\0b\0", "A\0b\0\0c\0" })
	void malformedScgiHeadersAreRefused(String headers) {
		byte[] bytes = headers.getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> ParamSpans.ofScgiHeaders(bytes, 100));
	}

	private static List<NameValuePair> nameValuePairs(byte[] bytes) {
		return pairs(bytes, ParamSpans.ofNameValuePairs(bytes, bytes.length, 1000));
	}

	private static List<NameValuePair> pairs(byte[] bytes, int[] spans) {
		List<NameValuePair> pairs = new ArrayList<>();
		for (int i = 0; i < spans.length; i += 4) {
			pairs
				.add(new NameValuePair(slice(bytes, spans[i], spans[i + 1]), slice(bytes, spans[i + 2], spans[i + 3])));
		}
		return pairs;
	}

	private static byte[] slice(byte[] bytes, int offset, int length) {
		byte[] slice = new byte[length];
		System.arraycopy(bytes, offset, slice, 0, length);
		return slice;
	}

	private static byte[] filled(char value, int length) {
		return String.valueOf(value).repeat(length).getBytes(StandardCharsets.ISO_8859_1);
	}

}
