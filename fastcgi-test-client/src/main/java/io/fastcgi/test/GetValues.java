package io.fastcgi.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question for values of the server.
 *
 * @param names the names to ask for
 * @author FastCGI Spring Boot maintainers
 */
record GetValues(List<String> names) {

	byte[] encode() {
		return NameValuePairs.encode(this.names.stream().map((name) -> NameValuePair.of(name, "")).toList());
	}

	Map<String, String> decode(TestRecord answer) {
		if (answer.type() != TestRecord.GET_VALUES_RESULT) {
			throw new ProtocolViolationException(answer + " came as the answer to GET_VALUES");
		}
		Map<String, String> values = new LinkedHashMap<>();
		for (NameValuePair pair : NameValuePairs.decode(answer.content())) {
			String name = pair.nameAsString();
			if (!this.names.contains(name)) {
				throw new ProtocolViolationException("GET_VALUES_RESULT holds " + pair + " unasked (FCGI-28)");
			}
			if (values.put(name, pair.valueAsString()) != null) {
				throw new ProtocolViolationException("GET_VALUES_RESULT holds " + name + " twice");
			}
		}
		return values;
	}

}
