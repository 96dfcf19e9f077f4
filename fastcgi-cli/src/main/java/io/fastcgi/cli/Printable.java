package io.fastcgi.cli;

import java.util.regex.Pattern;

/**
 * Makes text of others fit for a terminal.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Printable {

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

	private Printable() {
	}

	static String of(String text) {
		return CONTROL.matcher(text).replaceAll((match) -> "\\\\x%02X".formatted((int) match.group().charAt(0)));
	}

}
