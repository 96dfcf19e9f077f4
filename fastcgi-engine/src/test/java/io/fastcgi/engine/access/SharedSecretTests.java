package io.fastcgi.engine.access;

import java.util.List;

import io.fastcgi.engine.exchange.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SharedSecret}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SharedSecretTests {

	private static final String SECRET = "0123456789abcdef";

	private final SharedSecret secret = SharedSecret.of("SECRET", List.of(SECRET, "fedcba9876543210"));

	/**
	 * SEC-21.
	 */
	@ParameterizedTest
	@ValueSource(strings = { SECRET, "fedcba9876543210" })
	void admitsWhoKnowsAnyValueAndTakesItAway(String value) {
		Params params = this.secret.admit(Params.of("A", "1", "SECRET", value, "B", "2", "SECRET", "again"));
		assertThat(params).isNotNull();
		assertThat(params).extracting(Params.Param::toString).containsExactly("A=1", "B=2");
		assertThat(params.get("SECRET")).isNull();
		assertThat(params.contains("SECRET")).isFalse();
		assertThat(params.size()).isEqualTo(2);
	}

	/**
	 * SEC-21.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "0", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeF", "guess" })
	void refusesAnyOtherValue(String value) {
		assertThat(this.secret.admit(Params.of("SECRET", value))).isNull();
	}

	@Test
	void refusesWhoSaysNothingOrSaysItElsewhere() {
		assertThat(this.secret.admit(Params.of())).isNull();
		assertThat(this.secret.admit(Params.of("HTTP_SECRET", SECRET, "secret", SECRET))).isNull();
	}

	@Test
	void neverTellsTheValue() {
		assertThat(this.secret).hasToString("SharedSecret[param=SECRET]");
		assertThat(this.secret.param()).isEqualTo("SECRET");
		assertThatIllegalArgumentException().isThrownBy(() -> SharedSecret.of("SECRET", List.of("too-short")))
			.withMessageContaining("16 characters")
			.withMessageNotContaining("too-short");
	}

	/**
	 * A client could send what begins with {@code HTTP_}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "HTTP_X_SECRET", "", " " })
	void refusesAParamThatClientsCanSend(String param) {
		assertThatIllegalArgumentException().isThrownBy(() -> SharedSecret.of(param, List.of(SECRET)));
	}

	@Test
	void needsAValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> SharedSecret.of("SECRET", List.of()));
	}

}
