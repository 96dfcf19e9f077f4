package io.fastcgi.frontend;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ports}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class PortsTests {

	/**
	 * Of so many that are drawn at random, some would be the same.
	 */
	@Test
	void noPortIsGivenTwice() {
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> Ports.free())).doesNotHaveDuplicates();
	}

	@Test
	void noPortOfSomeNextToEachOtherIsGivenTwice() {
		assertThat(IntStream.range(0, 300).flatMap((i) -> {
			int first = Ports.free(4);
			return IntStream.range(first, first + 4);
		}).boxed()).doesNotHaveDuplicates();
	}

}
