package io.fastcgi.engine.connection;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Stillness}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StillnessTests {

	private static final Duration LIMIT = Duration.ofNanos(100);

	/**
	 * {@link System#nanoTime()} may be negative and may overflow.
	 */
	private static final long START = Long.MAX_VALUE - 50;

	private final Stillness stillness = new Stillness(1, START);

	@Test
	void countsFromTheLastChange() {
		assertThat(this.stillness.isLongerThan(LIMIT, 1, START + 99)).isFalse();
		assertThat(this.stillness.isLongerThan(LIMIT, 2, START + 100)).isFalse();
		assertThat(this.stillness.isLongerThan(LIMIT, 2, START + 199)).isFalse();
		assertThat(this.stillness.isLongerThan(LIMIT, 2, START + 200)).isTrue();
	}

	@Test
	void canBeRestarted() {
		this.stillness.restart(1, START + 60);
		assertThat(this.stillness.isLongerThan(LIMIT, 1, START + 159)).isFalse();
		assertThat(this.stillness.isLongerThan(LIMIT, 1, START + 160)).isTrue();
	}

}
