package io.fastcgi.engine.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.ProtocolViolationException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks for any values (FCGI-28, FCGI-29, FCGI-30, FCGI-33, SEC-3, SEC-20).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class GetValuesTarget {

	private static final Map<String, String> values = Map.of("FCGI_MAX_CONNS", "8192", "FCGI_MAX_REQS", "256",
			"FCGI_MPXS_CONNS", "1");

	private GetValuesTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the content of the record
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
		if (input.length > 0xFFFF) {
			return;
		}
		try {
			ByteBuf reply = new ManagementRecords(Limits.defaults()).values(Unpooled.wrappedBuffer(input), allocator);
			byte[] record = ByteBufUtil.getBytes(reply);
			reply.release();
			check(record, NameValuePairs.decode(input));
		}
		catch (InvalidParamsException ex) {
			assertThat(isValid(input)).as("refused: " + ex.getMessage()).isFalse();
		}
		assertThat(allocator.metric().usedHeapMemory()).as("bytes that nobody released").isZero();
	}

	private static boolean isValid(byte[] input) {
		try {
			NameValuePairs.decode(input);
			return true;
		}
		catch (ProtocolViolationException ex) {
			return false;
		}
	}

	private static void check(byte[] record, List<NameValuePair> query) {
		int length = (record[4] & 0xFF) << 8 | (record[5] & 0xFF);
		assertThat(record).startsWith(1, 10, 0, 0).hasSize(8 + length + record[6]);
		assertThat(record.length).isLessThan(128).isEqualTo(record.length & ~7);
		List<NameValuePair> answer = NameValuePairs.decode(Arrays.copyOfRange(record, 8, 8 + length));
		Set<String> asked = query.stream().map(NameValuePair::nameAsString).collect(Collectors.toSet());
		assertThat(answer).doesNotHaveDuplicates();
		assertThat(answer.stream().map(NameValuePair::nameAsString))
			.containsExactlyInAnyOrderElementsOf(asked.stream().filter(values::containsKey).toList());
		assertThat(answer).allMatch((pair) -> pair.valueAsString().equals(values.get(pair.nameAsString())));
	}

}
