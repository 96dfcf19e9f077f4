package io.fastcgi.demo.it;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of several instances behind a front end: all of them are restarted while
 * clients write notes, and then the notes are counted.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RollingRestartIT {

	@ParameterizedTest
	@ValueSource(strings = { "nginx", "haproxy" })
	void restartOfAllInstancesLosesNoNoteAndWritesNoneTwice(String frontEnd) throws Exception {
		NoteWriter writer = new NoteWriter();
		try (ScaledOut example = ScaledOut.start(frontEnd, 3)) {
			try (ConstantLoad load = new ConstantLoad(example.uri(), writer)) {
				try {
					example.awaitRequests();
					example.restart();
					load.assertNothingLost(example.process());
					example.awaitRequests();
					load.stop();
				}
				finally {
					load.assertNothingLost(example.process());
				}
				assertThat(load.answered()).isGreaterThan(100);
			}
			assertThat(example.count("*")).isEqualTo(writer.created());
			assertThat(example.count("DISTINCT message")).isEqualTo(writer.created());
			assertThat(example.process().output()).noneMatch((line) -> line.matches("\\S+ +(WARN|ERROR) .*"));
		}
	}

}
