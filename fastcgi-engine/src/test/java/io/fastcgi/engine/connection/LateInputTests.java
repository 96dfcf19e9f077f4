package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.exchange.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateInput}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LateInputTests {

	private final LateInput late = new LateInput();

	/**
	 * FCGI-14, FCGI-44: the rest of the streams is expected, up to their end.
	 */
	@Test
	void restOfARequestThatWasTurnedAwayIsExpected() {
		this.late.turnedAway(1, Role.RESPONDER);
		assertThat(this.late.isEmpty()).isFalse();
		assertThat(this.late.receive(1, RecordType.PARAMS, true)).isTrue();
		assertThat(this.late.receive(1, RecordType.STDIN, true)).isTrue();
		assertThat(this.late.receive(1, RecordType.DATA, true)).isFalse();
		assertThat(this.late.receive(2, RecordType.STDIN, true)).isFalse();
		assertThat(this.late.receive(1, RecordType.STDIN, false)).isTrue();
		assertThat(this.late.isEmpty()).isTrue();
		assertThat(this.late.receive(1, RecordType.STDIN, true)).isFalse();
		assertThat(this.late.receive(1, RecordType.PARAMS, true)).isFalse();
	}

	@Test
	void filterHasTwoStreamsThatMayStillCome() {
		this.late.turnedAway(1, Role.FILTER);
		assertThat(this.late.receive(1, RecordType.STDIN, false)).isTrue();
		assertThat(this.late.isEmpty()).isFalse();
		assertThat(this.late.receive(1, RecordType.DATA, true)).isTrue();
		assertThat(this.late.receive(1, RecordType.DATA, false)).isTrue();
		assertThat(this.late.isEmpty()).isTrue();
	}

	@Test
	void nothingOfTheLastRequestIsExpectedOnceTheNextBegan() {
		this.late.turnedAway(0xFFFF, Role.FILTER);
		this.late.begun(0xFFFF);
		assertThat(this.late.isEmpty()).isTrue();
	}

}
