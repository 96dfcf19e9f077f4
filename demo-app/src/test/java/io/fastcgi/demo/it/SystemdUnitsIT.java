package io.fastcgi.demo.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Programs;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The units of the example, as systemd reads them.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SystemdUnitsIT {

	@TempDir
	private Path units;

	@BeforeEach
	void copyUnits() throws IOException {
		// The JDK of this machine may be elsewhere, which would be an error
		Recipe.ofExample("systemd/guestbook@.service")
			.with("/usr/bin/java", Path.of(System.getProperty("java.home"), "bin", "java"))
			.write(this.units.resolve("guestbook@.service"));
		Recipe.ofExample("systemd/guestbook@.socket").write(this.units.resolve("guestbook@.socket"));
	}

	/**
	 * What systemd does not know, it only warns of.
	 */
	@Test
	void systemdHasNothingToComplainOf() {
		assertThat(analyze("verify", "--man=no", "guestbook@.service", "guestbook@.socket")).isEmpty();
	}

	/**
	 * The guide says 1.4, of ten. Newer versions of systemd may count differently.
	 */
	@Test
	void serviceIsHardlyExposed() {
		assertThat(analyze("security", "--offline=yes", "--threshold=20", "guestbook@.service"))
			.anyMatch((line) -> line.contains("Overall exposure level"));
	}

	private List<String> analyze(String... arguments) {
		Path program = Programs.find("systemd-analyze", "systemd");
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(List.of(arguments));
		try (ChildProcess process = ChildProcess.start(this.units, command)) {
			assertThat(process.awaitExit()).as(() -> String.join("\n", process.output())).isZero();
			return process.output();
		}
	}

}
