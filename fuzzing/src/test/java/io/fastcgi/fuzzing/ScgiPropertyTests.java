package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any split of any SCGI request gives the same result, with more after its end or not.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScgiPropertyTests {

	/**
	 * SCGI-9, SCGI-10, SCGI-15, SEC-25.
	 */
	@Property(seed = "20260103")
	void anySplitOfAnyRequestGivesTheSameResult(@ForAll("headers") List<byte[]> texts, @ForAll("bytes") byte[] body,
			@ForAll("bytes") byte[] surplus, @ForAll long seed) {
		List<NameValuePair> headers = headers(texts, body.length);
		byte[] request = request(headers, body, surplus);
		byte[] atOnce = exchange(List.of(request));
		assertThat(exchange(Pieces.random(request, new SplittableRandom(seed)))).isEqualTo(atOnce);
		TestResponse response = new TestResponse(atOnce, new byte[0], 0, 0, List.of());
		assertThat(response.header("X-Stdin")).isEqualTo("COMPLETE " + body.length);
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		expected.writeBytes(body);
		expected.writeBytes(NameValuePairs.encode(headers));
		assertThat(response.body()).isEqualTo(expected.toByteArray());
	}

	@Provide
	Arbitrary<List<byte[]>> headers() {
		return Arbitraries.bytes()
			.filter((value) -> value != 0)
			.array(byte[].class)
			.ofMinSize(1)
			.ofMaxSize(60)
			.list()
			.ofMaxSize(20);
	}

	@Provide
	Arbitrary<byte[]> bytes() {
		return Arbitraries.bytes().array(byte[].class).ofMaxSize(1000);
	}

	private static List<NameValuePair> headers(List<byte[]> texts, int length) {
		List<NameValuePair> headers = new ArrayList<>();
		headers.add(NameValuePair.of("CONTENT_LENGTH", String.valueOf(length)));
		headers.add(NameValuePair.of("SCGI", "1"));
		Set<String> names = new HashSet<>(Set.of("CONTENT_LENGTH", "SCGI", "HTTP_CONTENT_LENGTH", "REQUEST_URI"));
		for (int i = 0; i + 1 < texts.size(); i += 2) {
			if (names.add(new String(texts.get(i), StandardCharsets.ISO_8859_1))) {
				headers.add(new NameValuePair(texts.get(i), texts.get(i + 1)));
			}
		}
		return headers;
	}

	private static byte[] request(List<NameValuePair> headers, byte[] body, byte[] surplus) {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		for (NameValuePair header : headers) {
			head.writeBytes(header.name());
			head.write(0);
			head.writeBytes(header.value());
			head.write(0);
		}
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes((head.size() + ":").getBytes(StandardCharsets.US_ASCII));
		request.writeBytes(head.toByteArray());
		request.write(',');
		request.writeBytes(body);
		request.writeBytes(surplus);
		return request.toByteArray();
	}

	private static byte[] exchange(List<byte[]> pieces) {
		Conversation conversation = new Conversation();
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		for (byte[] piece : pieces) {
			received.writeBytes(conversation.send(piece));
		}
		assertThat(conversation.isOpen()).as("still open after the response").isFalse();
		conversation.close();
		return received.toByteArray();
	}

}
