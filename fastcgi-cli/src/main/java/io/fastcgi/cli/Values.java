package io.fastcgi.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.fastcgi.test.FastCgiTestConnection;

/**
 * What a FastCGI server says about itself (FastCGI 1.0, section 4.1).
 *
 * @param output where to show it
 * @param err where to say what it does not say
 * @author FastCGI Spring Boot maintainers
 */
record Values(Output output, PrintStream err) {

	private static final List<String> NAMES = List.of("FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS");

	void show(FastCgiTestConnection connection) {
		Map<String, String> values = connection.getValues(NAMES.toArray(String[]::new));
		StringBuilder text = new StringBuilder();
		values.forEach((name, value) -> text.append(name).append('=').append(Printable.of(value)).append('\n'));
		byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
		this.output.write(bytes, 0, bytes.length);
		List<String> untold = NAMES.stream().filter((name) -> !values.containsKey(name)).toList();
		if (!untold.isEmpty()) {
			this.err.println("fastcgi: The server does not tell " + String.join(", ", untold));
		}
	}

}
