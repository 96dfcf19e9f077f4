package io.fastcgi.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A header field as curl writes it: {@code Name: value}, {@code Name;} for an empty
 * value, {@code Name:} to remove it.
 *
 * @param name the name
 * @param value the value, or {@code null} to remove the field
 * @author FastCGI Spring Boot maintainers
 */
record Header(String name, @Nullable String value) {

	/**
	 * Reads header fields.
	 */
	static final class Converter implements ITypeConverter<Header> {

		@Override
		public Header convert(String text) {
			int colon = text.indexOf(':');
			if (colon > 0) {
				String value = text.substring(colon + 1).strip();
				return new Header(text.substring(0, colon).strip(), value.isEmpty() ? null : value);
			}
			if (text.length() > 1 && text.endsWith(";")) {
				return new Header(text.substring(0, text.length() - 1).strip(), "");
			}
			throw new TypeConversionException("'" + text + "' is no header field such as 'Accept: text/plain'");
		}

	}

}
