package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.fastcgi.test.ServerTranscript;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends any bytes over a connection: record by record, all at once, in random pieces, and
 * in random pieces without always reading. Whatever comes in, what goes out has to be
 * FastCGI or a CGI response, the same each time, and nothing may be left in the end
 * (SEC-29, SEC-31, SEC-33, SEC-39).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ConnectionTarget {

	private static final int TAKEN_AT_ONCE = 32 * 1024;

	private ConnectionTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		SplittableRandom random = Pieces.randomFor(input);
		Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
		if (input.length > 0 && input[0] == 1) {
			@Nullable String expected = recordByRecord(input, ending);
			String atOnce = transcript(send(List.of(input), ending));
			String inPieces = transcript(send(Pieces.random(input, random), ending));
			if (expected != null) {
				assertThat(atOnce).isEqualTo(expected);
				assertThat(inPieces).isEqualTo(expected);
			}
			transcript(sendWithPauses(Pieces.random(input, random), ending));
		}
		else {
			byte[] expected = send(List.of(input), ending);
			checkDocument(input, expected);
			byte[] inPieces = send(Pieces.random(input, random), ending);
			checkDocument(input, inPieces);
			if (!contains(input, "/later")) {
				assertThat(inPieces).isEqualTo(expected);
			}
			checkDocument(input, sendWithPauses(Pieces.random(input, random), ending));
		}
	}

	/**
	 * Send one record after the other.
	 * @return what came back, or {@code null} if that depends on what is sent at once: a
	 * handler that answers later may or may not see what follows, so may a connection
	 * that the server closes, and so may a request whose long answer waits to be sent
	 */
	private static @Nullable String recordByRecord(byte[] input, Ending ending) {
		Conversation conversation = new Conversation();
		ServerTranscript transcript = ServerTranscript.strict();
		Map<Integer, Integer> roles = new HashMap<>();
		boolean depends = contains(input, "/later");
		int length = 0;
		for (byte[] piece : Pieces.records(input)) {
			depends |= !conversation.isOpen();
			if (conversation.isOpen()) {
				noteBegin(piece, transcript, roles);
			}
			byte[] received = conversation.send(piece);
			length += received.length;
			checkResponses(transcript.add(received), roles, input);
		}
		boolean answersAll = ending == Ending.ABORT && conversation.isOpen();
		checkResponses(transcript.add(conversation.end(ending)), roles, input);
		if (answersAll) {
			assertThat(transcript.isComplete()).as("every request is answered at shutdown").isTrue();
		}
		conversation.close();
		return (depends || length > TAKEN_AT_ONCE) ? null : transcript.toString();
	}

	private static void noteBegin(byte[] piece, ServerTranscript transcript, Map<Integer, Integer> roles) {
		boolean complete = piece.length >= 8
				&& piece.length == 8 + ((piece[4] & 0xFF) << 8) + (piece[5] & 0xFF) + (piece[6] & 0xFF);
		int id = complete ? (piece[2] & 0xFF) << 8 | (piece[3] & 0xFF) : 0;
		if (id != 0 && piece[0] == 1 && piece[1] == 1 && transcript.begin(id)) {
			boolean wellFormed = piece[4] == 0 && piece[5] == 8;
			roles.put(id, wellFormed ? (piece[8] & 0xFF) << 8 | (piece[9] & 0xFF) : 0);
		}
	}

	/**
	 * A head that a handler took back is not sent. In a body its words may be those of a
	 * param that is echoed.
	 */
	private static void checkNotTakenBack(byte[] response) {
		String head = new String(response, StandardCharsets.ISO_8859_1).split("\r?\n\r?\n", 2)[0];
		assertThat(head.lines()).doesNotContain(ScriptedHandler.TAKEN_BACK + ": yes");
	}

	private static void checkResponses(Map<Integer, TestResponse> responses, Map<Integer, Integer> roles,
			byte[] input) {
		boolean raw = contains(input, "/raw");
		responses.forEach((id, response) -> {
			checkNotTakenBack(response.stdout());
			boolean authorizer = roles.get(id) == TestRequest.AUTHORIZER;
			if (authorizer) {
				assertThat(response.stdout()).as("an authorizer must not say nothing").isNotEmpty();
			}
			if (!raw && response.stdout().length > 0) {
				int status = response.status();
				if (authorizer && status == 200) {
					assertThat(response.headers()).as("access that was meant to be granted")
						.containsKey(ScriptedHandler.MEANT);
				}
			}
		});
	}

	private static byte[] send(List<byte[]> pieces, Ending ending) {
		Conversation conversation = new Conversation();
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		for (byte[] piece : pieces) {
			received.writeBytes(conversation.send(piece));
		}
		received.writeBytes(conversation.end(ending));
		conversation.close();
		return received.toByteArray();
	}

	private static byte[] sendWithPauses(List<byte[]> pieces, Ending ending) {
		Conversation conversation = new Conversation();
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		int count = 0;
		for (byte[] piece : pieces) {
			conversation.setReading(++count % 3 == 0);
			received.writeBytes(conversation.send(piece));
		}
		received.writeBytes(conversation.end(ending));
		conversation.close();
		return received.toByteArray();
	}

	private static String transcript(byte[] received) {
		ServerTranscript transcript = ServerTranscript.lenient();
		transcript.add(received);
		return transcript.toString();
	}

	private static void checkDocument(byte[] input, byte[] received) {
		if (received.length > 0 && !contains(input, "/raw")) {
			assertThat(new TestResponse(received, new byte[0], 0, 0, List.of()).status()).isBetween(200, 599);
			checkNotTakenBack(received);
		}
	}

	private static boolean contains(byte[] input, String text) {
		return new String(input, StandardCharsets.ISO_8859_1).contains(text);
	}

}
