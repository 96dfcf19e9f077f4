package io.fastcgi.cli;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DurationConverter}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class DurationConverterTests {

	@ParameterizedTest
	@CsvSource({ "2,2000", "0.5,500", "1.25s,1250", "10ms,10", "2m,120000" })
	void readsSecondsAndUnits(String text, long millis) {
		assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1h", "1,5", "0", "0.1ms", "forever", "99999999", "36000m" })
	void refusesWhatIsNoDuration(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new DurationConverter().convert(text))
			.withMessageContaining("'" + text + "'");
	}

}
