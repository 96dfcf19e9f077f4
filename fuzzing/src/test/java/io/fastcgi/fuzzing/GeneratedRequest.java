package io.fastcgi.fuzzing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A valid request.
 *
 * @param role the role
 * @param stdin the body
 * @param data the data of a filter
 * @param params the params, without what would change how the engine or its handler
 * behaves
 * @author FastCGI Spring Boot maintainers
 */
record GeneratedRequest(int role, byte[] stdin, byte[] data, List<NameValuePair> params) {

	private static final Set<String> RESERVED = Set.of("CONTENT_LENGTH", "HTTP_CONTENT_LENGTH", "FCGI_DATA_LENGTH",
			"REQUEST_URI");

	static Arbitrary<GeneratedRequest> arbitrary() {
		Arbitrary<byte[]> body = Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
		Arbitrary<byte[]> text = Arbitraries.bytes().array(byte[].class).ofMaxSize(140);
		return Combinators
			.combine(Arbitraries.integers().between(1, 3), body, body, text.list().ofMaxSize(6),
					text.list().ofMaxSize(6), Arbitraries.of(true, false))
			.as(GeneratedRequest::create);
	}

	private static GeneratedRequest create(int role, byte[] stdin, byte[] data, List<byte[]> names, List<byte[]> values,
			boolean announced) {
		Set<String> different = new HashSet<>();
		List<NameValuePair> params = new ArrayList<>(
				pairs(names, values, (name) -> different.add(Arrays.toString(name))));
		if (announced && role != TestRequest.AUTHORIZER) {
			params.add(NameValuePair.of("CONTENT_LENGTH", String.valueOf(stdin.length)));
		}
		if (announced && role == TestRequest.FILTER) {
			params.add(NameValuePair.of("FCGI_DATA_LENGTH", String.valueOf(data.length)));
		}
		return new GeneratedRequest(role, stdin, data, params);
	}

	static List<NameValuePair> pairs(List<byte[]> names, List<byte[]> values, Predicate<byte[]> filter) {
		List<NameValuePair> pairs = new ArrayList<>();
		for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
			NameValuePair pair = new NameValuePair(names.get(i), values.get(i));
			if (filter.test(pair.name()) && !RESERVED.contains(pair.nameAsString())) {
				pairs.add(pair);
			}
		}
		return pairs;
	}

	String roleName() {
		return List.of("RESPONDER", "AUTHORIZER", "FILTER").get(this.role - 1);
	}

	/**
	 * Return what a handler gets to see: an authorizer has no body.
	 */
	byte[] expectedStdin() {
		return (this.role != TestRequest.AUTHORIZER) ? this.stdin : new byte[0];
	}

	byte[] expectedData() {
		return (this.role == TestRequest.FILTER) ? this.data : new byte[0];
	}

	/**
	 * Put the request into records of random lengths with random padding.
	 */
	List<byte[]> records(int id, Random random) {
		List<byte[]> records = new ArrayList<>();
		records.add(TestRecord.beginRequest(id, this.role, TestRequest.KEEP_CONN).encode());
		addStream(records, TestRecord.PARAMS, id, NameValuePairs.encode(this.params), random);
		if (this.role != TestRequest.AUTHORIZER) {
			addStream(records, TestRecord.STDIN, id, this.stdin, random);
		}
		if (this.role == TestRequest.FILTER) {
			addStream(records, TestRecord.DATA, id, this.data, random);
		}
		return records;
	}

	private static void addStream(List<byte[]> records, int type, int id, byte[] content, Random random) {
		int position = 0;
		while (position < content.length) {
			int end = position + 1 + random.nextInt(content.length - position);
			records.add(record(type, id, Arrays.copyOfRange(content, position, end), random));
			position = end;
		}
		records.add(record(type, id, new byte[0], random));
	}

	private static byte[] record(int type, int id, byte[] content, Random random) {
		int padding = (random.nextBoolean()) ? -content.length & 7 : random.nextInt(256);
		return new TestRecord(1, type, id, content, padding).encode();
	}

	@Override
	public String toString() {
		return "%s with %d bytes of stdin, %d of data and params %s".formatted(roleName(), this.stdin.length,
				this.data.length, this.params);
	}

}
