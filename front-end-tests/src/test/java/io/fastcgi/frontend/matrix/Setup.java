package io.fastcgi.frontend.matrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fastcgi.frontend.FrontEndProcess;

/**
 * One way to configure a front end, and what is known to come out differently.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Setup {

	private final String title;

	private final Backend backend;

	private final Launcher launcher;

	private final Map<String, Expectation> expectations = new LinkedHashMap<>();

	private Setup(String title, Backend backend, Launcher launcher) {
		this.title = title;
		this.backend = backend;
		this.launcher = launcher;
	}

	/**
	 * Begin a setup.
	 * @param title what it is, for the head of a column of the matrix
	 * @param backend the application behind the front end
	 * @param launcher starts the front end
	 * @return the setup
	 */
	static Setup of(String title, Backend backend, Launcher launcher) {
		return new Setup(title, backend, launcher);
	}

	/**
	 * Expect an outcome that is not the wanted one.
	 * @param row the row
	 * @param outcome the outcome
	 * @param reason why, for readers of the matrix
	 * @return this setup
	 */
	Setup expect(String row, String outcome, String reason) {
		return expect(row, List.of(outcome), reason);
	}

	/**
	 * Expect an outcome that depends on the moment.
	 * @param row the row
	 * @param outcomes all of its outcomes
	 * @param reason why, for readers of the matrix
	 * @return this setup
	 */
	Setup expect(String row, List<String> outcomes, String reason) {
		this.expectations.put(row, new Expectation(outcomes, reason));
		return this;
	}

	/**
	 * Do not try what needs TLS.
	 * @param reason why, for readers of the matrix
	 * @return this setup
	 */
	Setup withoutTls(String reason) {
		return skip("https", reason).skip("http2", reason);
	}

	/**
	 * Expect that it does not ask the application who may pass.
	 * @param reason why, for readers of the matrix
	 * @return this setup
	 */
	Setup asksNobody(String reason) {
		return expect("authorizer", "no: 200 for a stranger", reason);
	}

	/**
	 * Do not try something.
	 * @param row the row
	 * @param reason why, for readers of the matrix
	 * @return this setup
	 */
	Setup skip(String row, String reason) {
		this.expectations.put(row, new Expectation(List.of(), reason));
		return this;
	}

	String title() {
		return this.title;
	}

	Map<String, Expectation> expectations() {
		return this.expectations;
	}

	Backend backend() {
		return this.backend;
	}

	FrontEndProcess launch() throws Exception {
		this.backend.start();
		return this.launcher.launch(this.backend);
	}

	/**
	 * Starts a front end.
	 */
	@FunctionalInterface
	interface Launcher {

		FrontEndProcess launch(Backend backend) throws Exception;

	}

}
