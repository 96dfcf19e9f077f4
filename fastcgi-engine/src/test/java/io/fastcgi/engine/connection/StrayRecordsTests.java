package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StrayRecords}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StrayRecordsTests {

	private final List<String> errors = new ArrayList<>();

	private final StrayRecords strays = new StrayRecords(this.errors::add);

	/**
	 * SEC-9: one line in the log for all of them.
	 */
	@Test
	void hundredAreIgnoredAndNoMore() {
		for (int i = 0; i < 100; i++) {
			this.strays.count(5, 7);
		}
		assertThat(this.errors).singleElement().asString().contains("type 5", "id 7");
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> this.strays.count(5, 7))
			.withMessageContaining("belong to no request");
	}

	@Test
	void countBeginsAgainWithAGoodRequest() {
		for (int i = 0; i < 1000; i++) {
			this.strays.count(5, 7);
			this.strays.reset();
		}
		assertThat(this.errors).hasSize(1000);
	}

}
