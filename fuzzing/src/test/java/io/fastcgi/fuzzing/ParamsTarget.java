package io.fastcgi.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.engine.codec.ParamSpans;
import io.fastcgi.engine.codec.ParamsTooLargeException;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.ProtocolViolationException;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads any bytes as FastCGI name-value pairs and as SCGI headers, and compares with the
 * test client, which knows nothing of the engine (FCGI-19, FCGI-20, FCGI-21, SEC-1,
 * SEC-3, SEC-38).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ParamsTarget {

	private static final int MAX_COUNT = 50;

	private ParamsTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		check(input, () -> ParamSpans.ofNameValuePairs(input, input.length, MAX_COUNT), pairs(input));
		check(input, () -> ParamSpans.ofScgiHeaders(input, MAX_COUNT), headers(input));
	}

	private static void check(byte[] input, Supplier<int[]> parser, @Nullable List<NameValuePair> expected) {
		try {
			int[] spans = parser.get();
			assertThat(expected).as("params of what are none").isNotNull();
			checkParams(new Params(input, spans, StandardCharsets.UTF_8), expected);
		}
		catch (ParamsTooLargeException ex) {
			// There is no telling whether the rest would be valid.
			assertThat(input.length).isGreaterThan(2 * MAX_COUNT);
		}
		catch (InvalidParamsException ex) {
			assertThat(expected).as("params that were refused: " + ex.getMessage()).isNull();
		}
	}

	private static @Nullable List<NameValuePair> pairs(byte[] input) {
		try {
			return NameValuePairs.decode(input);
		}
		catch (ProtocolViolationException ex) {
			return null;
		}
	}

	private static @Nullable List<NameValuePair> headers(byte[] input) {
		String[] fields = new String(input, StandardCharsets.ISO_8859_1).split("\0", -1);
		if (fields.length % 2 == 0 || !fields[fields.length - 1].isEmpty()) {
			return null;
		}
		List<NameValuePair> headers = new ArrayList<>();
		for (int i = 0; i < fields.length - 1; i += 2) {
			if (fields[i].isEmpty()) {
				return null;
			}
			headers.add(new NameValuePair(fields[i].getBytes(StandardCharsets.ISO_8859_1),
					fields[i + 1].getBytes(StandardCharsets.ISO_8859_1)));
		}
		return headers;
	}

	private static void checkParams(Params params, List<NameValuePair> expected) {
		assertThat(params.size()).isEqualTo(expected.size()).isLessThanOrEqualTo(MAX_COUNT);
		int i = 0;
		for (Params.Param param : params) {
			NameValuePair pair = expected.get(i++);
			assertThat(param.name()).isEqualTo(pair.nameAsString());
			assertThat(param.value()).isEqualTo(pair.valueAsString());
			assertThat(new NameValuePair(param.nameBytes(), param.valueBytes())).isEqualTo(pair);
			checkLookup(params, pair, expected);
		}
		assertThat(params.toString()).hasSizeLessThan(1_000_000);
	}

	private static void checkLookup(Params params, NameValuePair pair, List<NameValuePair> expected) {
		String name = new String(pair.name(), StandardCharsets.ISO_8859_1);
		List<NameValuePair> same = expected.stream()
			.filter((other) -> Arrays.equals(other.name(), pair.name()))
			.toList();
		assertThat(params.contains(name)).isTrue();
		assertThat(params.bytes(name)).isEqualTo(same.get(0).value());
		assertThat(params.all(name)).isEqualTo(same.stream().map(NameValuePair::valueAsString).toList());
		String text = new String(same.get(0).value(), StandardCharsets.ISO_8859_1);
		assertThat(params.number(name)).isEqualTo(text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1);
	}

}
