package io.fastcgi.fuzzing;

import java.util.Arrays;
import java.util.List;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordDecoder;
import io.netty.buffer.ByteBufUtil;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads any bytes as FastCGI records and compares with a reader that is as simple as can
 * be (FCGI-7, FCGI-8, FCGI-9, FCGI-11, FCGI-17, SEC-39).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class RecordTarget {

	private static final DecoderRun decoder = new DecoderRun((message, decoded) -> {
		Record record = (Record) message;
		add(decoded, record.type(), record.requestId(), ByteBufUtil.getBytes(record.content()));
		record.content().release();
	});

	private RecordTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String expected = expected(input).toString();
		assertThat(decoder.run(new RecordDecoder(), List.of(input))).hasToString(expected);
		assertThat(decoder.run(new RecordDecoder(), Pieces.random(input, Pieces.randomFor(input))))
			.hasToString(expected);
	}

	private static Decoded expected(byte[] input) {
		Decoded decoded = new Decoded();
		for (byte[] piece : Pieces.records(input)) {
			if (piece.length < 8) {
				break;
			}
			if (piece[0] != 1) {
				return decoded.fail("Unknown FastCGI version " + (piece[0] & 0xFF));
			}
			addPiece(decoded, piece);
		}
		return decoded;
	}

	private static void addPiece(Decoded decoded, byte[] piece) {
		int type = piece[1] & 0xFF;
		int id = (piece[2] & 0xFF) << 8 | (piece[3] & 0xFF);
		int length = (piece[4] & 0xFF) << 8 | (piece[5] & 0xFF);
		boolean complete = piece.length == 8 + length + (piece[6] & 0xFF);
		boolean handedOnAsItArrives = isInputStream(type) && length > 0;
		if (complete || handedOnAsItArrives) {
			byte[] content = Arrays.copyOfRange(piece, 8, Math.min(8 + length, piece.length));
			if (complete || content.length > 0) {
				add(decoded, type, id, content);
			}
		}
	}

	private static void add(Decoded decoded, int type, int id, byte[] content) {
		String label = type + "/" + id;
		if (isInputStream(type) && content.length > 0) {
			decoded.append(label, content);
		}
		else {
			decoded.add(label + ((content.length == 0) ? " end" : ""), content);
		}
	}

	private static boolean isInputStream(int type) {
		return type == 4 || type == 5 || type == 8;
	}

}
