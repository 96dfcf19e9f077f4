package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The header block of a CGI response (RFC 3875, section 6).
 *
 * @param status the status, 200 if there is no {@code Status} field
 * @param headers the fields, {@code Status} included, by case-insensitive name
 * @author FastCGI Spring Boot maintainers
 */
record CgiHead(int status, Map<String, List<String>> headers) {

	/**
	 * Reads up to and including the empty line.
	 */
	static CgiHead read(InputStream in) throws IOException {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		String line = readLine(in);
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(0, colon));
			if (name.isEmpty() || name.chars().anyMatch((c) -> c <= ' ')) {
				throw new ProtocolViolationException("Not a CGI header field: '" + line + "'");
			}
			headers.computeIfAbsent(name, (key) -> new ArrayList<>()).add(line.substring(colon + 1).strip());
			line = readLine(in);
		}
		if (headers.isEmpty()) {
			throw new ProtocolViolationException("The CGI response has no header field");
		}
		headers.replaceAll((name, values) -> List.copyOf(values));
		return new CgiHead(status(headers), Collections.unmodifiableMap(headers));
	}

	private static String readLine(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = in.read();
		while (next != '\n') {
			if (next == -1) {
				throw new ProtocolViolationException("The CGI response ends within its header block, at '"
						+ line.toString(StandardCharsets.UTF_8) + "'");
			}
			line.write(next);
			next = in.read();
		}
		String text = line.toString(StandardCharsets.UTF_8);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	private static int status(Map<String, List<String>> headers) {
		List<String> values = headers.getOrDefault("Status", List.of());
		if (values.isEmpty()) {
			return 200;
		}
		if (values.size() > 1 || !values.get(0).matches("[1-9][0-9]{2}( .*)?")) {
			throw new ProtocolViolationException("Not a CGI status: " + values);
		}
		return Integer.parseInt(values.get(0).substring(0, 3));
	}

	@Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

}
