package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * All rows with one setup of a front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Trial {

	private final Setup setup;

	private final Matrix matrix;

	private @Nullable Subject subject;

	Trial(Setup setup, Matrix matrix) {
		this.setup = setup;
		this.matrix = matrix;
	}

	DynamicContainer nodes(List<Row> rows) {
		Stream<DynamicNode> start = Stream.of(DynamicTest.dynamicTest("starts", this::start));
		Stream<DynamicNode> trials = rows.stream()
			.map((row) -> DynamicTest.dynamicTest(row.title(), () -> attempt(row)));
		Stream<DynamicNode> stop = Stream.of(DynamicTest.dynamicTest("stops", this::stop));
		return DynamicContainer.dynamicContainer(this.setup.title(),
				Stream.of(start, trials, stop).flatMap((nodes) -> nodes));
	}

	private void start() throws Exception {
		FrontEndProcess process = this.setup.launch();
		this.subject = new Subject(process, this.setup.backend(), new HttpTester(process.uri()), Waits.WANTED);
		assertThat(this.subject.get("/hello/you").body()).as(() -> String.join("\n", process.process().output()))
			.isEqualTo("Hello you");
	}

	private void attempt(Row row) throws Exception {
		assumeThat(this.subject).as("a front end that has started").isNotNull();
		Expectation expectation = this.setup.expectations().get(row.id());
		if (expectation != null && !expectation.isTried()) {
			this.matrix.add(this.setup, row, new Cell("not tried", expectation.reason()));
			return;
		}
		Duration patience = (row.wanted() != null) ? Waits.WANTED : Waits.UNKNOWN;
		Subject subject = this.subject.withPatience((expectation != null) ? expectation.patience() : patience);
		String outcome = observe(row, subject);
		if (expectation != null) {
			String described = expectation.describe(outcome);
			this.matrix.add(this.setup, row, new Cell(described, expectation.reason()));
			assertThat(outcome).as(row.id()).isIn(expectation.outcomes());
			return;
		}
		this.matrix.add(this.setup, row, new Cell(outcome, null));
		if (row.wanted() != null) {
			assertThat(outcome).as(row.id()).isEqualTo(row.wanted());
		}
	}

	private static String observe(Row row, Subject subject) throws Exception {
		try {
			return row.observation().observe(subject);
		}
		catch (UnexpectedStatusException ex) {
			return String.valueOf(ex.status());
		}
		catch (HttpTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return "connection closed";
		}
	}

	private void stop() throws Exception {
		if (this.subject != null) {
			try {
				this.subject.frontEnd().close();
			}
			finally {
				this.setup.backend().frontEndHasEnded();
			}
		}
	}

}
