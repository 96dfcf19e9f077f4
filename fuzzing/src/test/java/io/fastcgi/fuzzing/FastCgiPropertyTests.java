package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.ServerTranscript;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any split of any transcript gives the same result: requests of all roles whose records
 * are mixed, cut and padded in any way, sent in any pieces.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiPropertyTests {

	private static final int MOST_REQUESTS = 8;

	/**
	 * FCGI-9, FCGI-13, FCGI-16, FCGI-18, PT-37: handlers see what was sent, and the
	 * answers say so, whatever the split.
	 */
	@Property(seed = "20260101")
	void anySplitOfAnyTranscriptGivesTheSameResult(@ForAll("requests") List<GeneratedRequest> requests,
			@ForAll long seed) {
		byte[] transcript = transcript(requests, new Random(seed));
		ServerTranscript atOnce = exchange(List.of(transcript));
		ServerTranscript inPieces = exchange(Pieces.random(transcript, new SplittableRandom(seed)));
		List<byte[]> bytes = new ArrayList<>();
		for (byte single : transcript) {
			bytes.add(new byte[] { single });
		}
		assertThat(inPieces).hasToString(atOnce.toString());
		assertThat(exchange(bytes)).hasToString(atOnce.toString());
		assertThat(atOnce.responses()).hasSize(requests.size());
		for (int i = 0; i < requests.size(); i++) {
			assertThat(atOnce.responses().get(i + 1)).hasSize(1);
			checkResponse(atOnce.responses().get(i + 1).get(0), requests.get(i));
		}
	}

	@Provide
	Arbitrary<List<GeneratedRequest>> requests() {
		return GeneratedRequest.arbitrary().list().ofMinSize(1).ofMaxSize(MOST_REQUESTS);
	}

	private static void checkResponse(TestResponse response, GeneratedRequest request) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("X-Role")).isEqualTo(request.roleName());
		assertThat(response.header("X-Stdin")).isEqualTo("COMPLETE " + request.expectedStdin().length);
		assertThat(response.header("X-Data")).isEqualTo("COMPLETE " + request.expectedData().length);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(request.expectedStdin());
		body.writeBytes(request.expectedData());
		body.writeBytes(NameValuePairs.encode(request.params()));
		assertThat(response.body()).isEqualTo(body.toByteArray());
	}

	private static ServerTranscript exchange(List<byte[]> pieces) {
		Conversation conversation = new Conversation();
		ServerTranscript transcript = ServerTranscript.lenient();
		for (byte[] piece : pieces) {
			transcript.add(conversation.send(piece));
		}
		assertThat(transcript.isComplete()).isTrue();
		conversation.close();
		return transcript;
	}

	/**
	 * Mix the records of all requests, each of which keeps its own order.
	 */
	private static byte[] transcript(List<GeneratedRequest> requests, Random random) {
		List<Deque<byte[]>> records = new ArrayList<>();
		for (int i = 0; i < requests.size(); i++) {
			records.add(new ArrayDeque<>(requests.get(i).records(i + 1, random)));
		}
		ByteArrayOutputStream transcript = new ByteArrayOutputStream();
		while (!records.isEmpty()) {
			Deque<byte[]> next = records.get(random.nextInt(records.size()));
			transcript.writeBytes(next.remove());
			records.removeIf(Deque::isEmpty);
		}
		return transcript.toByteArray();
	}

	/**
	 * FCGI-19, FCGI-21: names and values of any bytes come out as they went in.
	 */
	@Property(seed = "20260102")
	void paramsOfAnyBytesArriveUnchanged(@ForAll("blocks") List<byte[]> names, @ForAll("blocks") List<byte[]> values) {
		Set<String> different = new HashSet<>();
		GeneratedRequest request = new GeneratedRequest(TestRequest.RESPONDER, new byte[0], new byte[0],
				GeneratedRequest.pairs(names, values,
						(name) -> different.add(new String(name, StandardCharsets.ISO_8859_1))));
		byte[] transcript = transcript(List.of(request), new Random(names.size()));
		checkResponse(exchange(List.of(transcript)).responses().get(1).get(0), request);
	}

	@Provide
	Arbitrary<List<byte[]>> blocks() {
		return Arbitraries.bytes().array(byte[].class).ofMaxSize(200).list().ofMaxSize(20);
	}

}
