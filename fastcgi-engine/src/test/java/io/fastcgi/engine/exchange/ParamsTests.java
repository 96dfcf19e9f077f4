package io.fastcgi.engine.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Params}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ParamsTests {

	@Test
	void valuesAreFoundByName() {
		Params params = Params.of("A", "1", "BC", "2", "B", "3");
		assertThat(params.size()).isEqualTo(3);
		assertThat(params.get("A")).isEqualTo("1");
		assertThat(params.get("BC")).isEqualTo("2");
		assertThat(params.get("B")).isEqualTo("3");
		assertThat(params.get("C")).isNull();
		assertThat(params.get("")).isNull();
		assertThat(params.get("C", "default")).isEqualTo("default");
	}

	/**
	 * CGI-18 says that names know no case; in practice they are upper-case.
	 */
	@Test
	void namesAreComparedExactly() {
		Params params = Params.of("A", "1", "\u00e4", "2");
		assertThat(params.get("a")).isNull();
		assertThat(params.get("\u0141")).isNull();
		assertThat(params.contains("\u0141")).isFalse();
	}

	/**
	 * CGI-15.
	 */
	@Test
	void emptyValueCountsAsMissing() {
		Params params = Params.of("CONTENT_LENGTH", "", "A", "1");
		assertThat(params.get("CONTENT_LENGTH")).isNull();
		assertThat(params.get("CONTENT_LENGTH", "0")).isEqualTo("0");
		assertThat(params.number("CONTENT_LENGTH")).isEqualTo(-1);
		assertThat(params.contains("CONTENT_LENGTH")).isTrue();
		assertThat(params.bytes("CONTENT_LENGTH")).isEmpty();
		assertThat(params.all("CONTENT_LENGTH")).containsExactly("");
	}

	/**
	 * Trap 13 of the front ends: h2o repeats params.
	 */
	@Test
	void duplicatesAreKeptInTheirOrder() {
		Params params = Params.of("A", "1", "B", "x", "A", "2", "A", "1");
		assertThat(params.get("A")).isEqualTo("1");
		assertThat(params.all("A")).containsExactly("1", "2", "1");
		assertThat(params.all("C")).isEmpty();
		assertThat(names(params)).containsExactly("A", "B", "A", "A");
	}

	@Test
	void iterationEnds() {
		Iterator<Params.Param> iterator = Params.of("A", "1").iterator();
		assertThat(iterator.next()).hasToString("A=1");
		assertThat(iterator.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
	}

	/**
	 * FCGI-21, PT-1: values are counted bytes.
	 */
	@Test
	void bytesAreThereAsTheyCame() {
		byte[] content = { 'X', 'N', (byte) 0xC3, (byte) 0xA4, 0, (byte) 0xFF };
		Params params = new Params(content, new int[] { 1, 1, 2, 4 }, StandardCharsets.ISO_8859_1);
		assertThat(params.bytes("N")).containsExactly(0xC3, 0xA4, 0, 0xFF);
		assertThat(params.get("N")).isEqualTo("\u00c3\u00a4\0\u00ff");
		assertThat(params.bytes("M")).isNull();
		Params.Param param = params.iterator().next();
		assertThat(param.nameBytes()).containsExactly('N');
		assertThat(param.valueBytes()).containsExactly(0xC3, 0xA4, 0, 0xFF);
	}

	@Test
	void copiesDoNotShareTheirBytes() {
		Params params = Params.of("A", "1");
		byte[] copy = params.bytes("A");
		assertThat(copy).isNotNull();
		copy[0] = '2';
		assertThat(params.get("A")).isEqualTo("1");
	}

	@Test
	void textIsDecodedWithTheCharset() {
		byte[] content = { 'N', (byte) 0xC3, (byte) 0xA4 };
		int[] spans = { 0, 1, 1, 2 };
		assertThat(new Params(content, spans, StandardCharsets.UTF_8).get("N")).isEqualTo("\u00e4");
		assertThat(new Params(content, spans, StandardCharsets.ISO_8859_1).get("N")).isEqualTo("\u00c3\u00a4");
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "5,5", "007,7", "999999999999999999,999999999999999999", "9999999999999999999,-1", "-1,-1",
			"+1,-1", "'5, 5',-1", "1e3,-1", "0x10,-1", "\u0661,-1", "' 5',-1", "'5 ',-1" })
	void numberIsDigitsOnly(String value, long expected) {
		assertThat(Params.of("N", value).number("N")).isEqualTo(expected);
	}

	@Test
	void numberOfNothingIsUnknown() {
		assertThat(Params.of().number("N")).isEqualTo(-1);
	}

	@Test
	void descriptionTellsNoValues() {
		assertThat(Params.of("HTTP_COOKIE", "secret", "B", "2")).hasToString("Params[HTTP_COOKIE, B]");
	}

	@Test
	void nameWithoutValueIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Params.of("A"));
	}

	private static List<String> names(Params params) {
		List<String> names = new ArrayList<>();
		params.forEach((param) -> names.add(param.name()));
		return names;
	}

}
