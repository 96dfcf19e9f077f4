package io.fastcgi.frontend.matrix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Programs;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The recipes where Debian's lighttpd looks for them. Its own file has a port and a
 * document root already.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LighttpdDebianIT {

	private static final Path MAIN = Path.of("/etc/lighttpd/lighttpd.conf");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "minimal.conf", "guestbook.conf", "hardened.conf", "spawned.conf", "scgi.conf",
			"scgi-unix.conf" })
	void lighttpdTakesTheRecipe(String file) throws Exception {
		Path lighttpd = Programs.find("lighttpd", "lighttpd");
		assumeThat(MAIN).exists();
		Certificates.write(this.directory);
		Path enabled = Files.createDirectory(this.directory.resolve("conf-enabled"));
		Files.writeString(enabled.resolve("guestbook.conf"),
				Recipe.read("lighttpd/" + file)
					.text()
					.replace("/etc/guestbook", this.directory.toString())
					.replace("/opt/guestbook/guestbook", "/bin/true"));
		// Only root may write where its log is
		new Recipe(Files.readString(MAIN)).with("/etc/lighttpd/conf-enabled", enabled)
			.with("/var/log/lighttpd", this.directory)
			.write(this.directory.resolve("lighttpd.conf"));
		try (ChildProcess check = ChildProcess.start(this.directory,
				List.of(lighttpd.toString(), "-tt", "-f", "lighttpd.conf"))) {
			assertThat(check.awaitExit()).as(() -> String.join("\n", check.output())).isZero();
			assertThat(check.output()).isEmpty();
		}
	}

}
