package io.fastcgi.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations: seconds, as curl has them, or with a unit.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class DurationConverter implements ITypeConverter<Duration> {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");

	@Override
	public Duration convert(String text) {
		Matcher matcher = DURATION.matcher(text);
		if (!matcher.matches()) {
			throw new TypeConversionException("'" + text + "' is no duration such as 2, 0.5, 500ms, 2s or 1m");
		}
		BigDecimal number = new BigDecimal(matcher.group(1));
		String unit = (matcher.group(2) != null) ? matcher.group(2) : "s";
		long millis = number.multiply(BigDecimal.valueOf(millisIn(unit))).longValue();
		if (millis == 0) {
			throw new TypeConversionException("'" + text + "' is too short: leave the option out for no limit");
		}
		if (millis > Integer.MAX_VALUE) {
			throw new TypeConversionException("'" + text + "' is too long: the most is 24 days");
		}
		return Duration.ofMillis(millis);
	}

	private static long millisIn(String unit) {
		return switch (unit) {
			case "ms" -> 1;
			case "m" -> 60_000;
			default -> 1000;
		};
	}

}
