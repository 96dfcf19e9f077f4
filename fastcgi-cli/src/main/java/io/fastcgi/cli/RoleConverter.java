package io.fastcgi.cli;

import java.util.Locale;

import io.fastcgi.test.TestRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name or the number of a role.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RoleConverter implements ITypeConverter<Integer> {

	@Override
	public Integer convert(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "responder" -> TestRequest.RESPONDER;
			case "authorizer" -> TestRequest.AUTHORIZER;
			case "filter" -> TestRequest.FILTER;
			default -> number(text);
		};
	}

	private static int number(String text) {
		if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 0xFFFF) {
			throw new TypeConversionException(
					"'" + text + "' is no role: responder, authorizer, filter, or a number up to 65535");
		}
		return Integer.parseInt(text);
	}

}
