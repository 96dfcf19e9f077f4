package io.fastcgi.test;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NameValuePairs} and {@link NameValuePair}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NameValuePairsTests {

	@Test
	void encodesShortLengthsInOneByte() {
		assertThat(hex(NameValuePair.of("AB", "c").encode())).isEqualTo("0201414263");
	}

	@Test
	void encodesShortLengthsInFourBytesOnDemand() {
		NameValuePair pair = NameValuePair.of("A", "b");
		assertThat(hex(pair.encode(true, false))).isEqualTo("80000001014162");
		assertThat(hex(pair.encode(false, true))).isEqualTo("01800000014162");
		assertThat(hex(pair.encode(true, true))).isEqualTo("80000001800000014162");
	}

	@ParameterizedTest
	@CsvSource({ "127,127,7f7f", "128,127,800000807f", "127,128,7f80000080", "128,128,8000008080000080",
			"0,65535,008000ffff", "1,70000,0180011170" })
	void encodesAndDecodesEveryFormOfLength(int nameLength, int valueLength, String lengths) {
		NameValuePair pair = NameValuePair.of("n".repeat(nameLength), "v".repeat(valueLength));
		assertThat(hex(pair.encode())).startsWith(lengths).hasSize(lengths.length() + 2 * (nameLength + valueLength));
		assertThat(NameValuePairs.decode(pair.encode())).containsExactly(pair);
		assertThat(NameValuePairs.decode(pair.encode(true, true))).containsExactly(pair);
	}

	@Test
	void encodesNothingAsNothing() {
		assertThat(NameValuePairs.encode(List.of())).isEmpty();
		assertThat(NameValuePairs.decode(new byte[0])).isEmpty();
	}

	@Test
	void keepsEmptyPairsBytesOrderAndDuplicates() {
		List<NameValuePair> pairs = List.of(NameValuePair.of("B", "1"), NameValuePair.of("", ""),
				new NameValuePair(new byte[] { 0, (byte) 0xFF }, new byte[] { (byte) 0x80 }),
				NameValuePair.of("B", "1"));
		assertThat(NameValuePairs.decode(NameValuePairs.encode(pairs))).isEqualTo(pairs);
		assertThat(hex(NameValuePair.of("", "").encode())).isEqualTo("0000");
	}

	@Test
	void readsAMap() {
		assertThat(NameValuePairs.of(Map.of("A", "ü"))).containsExactly(NameValuePair.of("A", "ü"));
		assertThat(NameValuePair.of("A", "ü").value()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "01", "0001", "0100", "00ff", "01ff00", "008000008000", "8000008000",
			"8000008000000080", "80", "800000", "7fffffffff", "ffffffffffffffff41" })
	void refusesInsufficientInput(String bytes) {
		assertThatExceptionOfType(ProtocolViolationException.class)
			.isThrownBy(() -> NameValuePairs.decode(HexFormat.of().parseHex(bytes)))
			.withMessageContaining("end early");
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

}
