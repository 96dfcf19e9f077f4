package io.fastcgi.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fastcgi.test.NameValuePair;

/**
 * What {@code --verbose} shows, after curl's manner: {@code >} is sent, {@code <} is
 * received, {@code *} is a remark.
 *
 * @param err where to
 * @param enabled whether at all
 * @author FastCGI Spring Boot maintainers
 */
record Trace(PrintStream err, boolean enabled) {

	void remark(String text) {
		print("* " + text);
	}

	void params(List<NameValuePair> params) {
		params.forEach((param) -> print("> " + param.nameAsString() + ": " + param.valueAsString()));
		print(">");
	}

	void head(byte[] head) {
		new String(head, StandardCharsets.UTF_8).lines().forEach((line) -> print(line.isEmpty() ? "<" : "< " + line));
	}

	private void print(String line) {
		if (this.enabled) {
			this.err.println(Printable.of(line));
		}
	}

}
