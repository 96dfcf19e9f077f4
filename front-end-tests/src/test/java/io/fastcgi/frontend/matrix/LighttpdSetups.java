package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Lighttpd;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How lighttpd is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class LighttpdSetups {

	private static final String SOCKET = "/run/guestbook/app.sock";

	private static final String NO_TLS = "The recipe has no TLS; `hardened.conf` has.";

	private static final String NO_AUTHORIZER = "The recipe has no Authorizer; `guestbook.conf` and `hardened.conf` have.";

	private static final String LENGTH_WANTED = "`server.stream-request-body`: lighttpd passes on no body whose length it "
			+ "does not know.";

	private static final String CLOCK = "lighttpd tries an application that was away again when the second is over in "
			+ "which it was.";

	private static final String LOOKS_AWAY = "lighttpd watches a client for certain only when the response has begun. Then "
			+ "`tcp-fin-propagate` tells the application that the client is gone.";

	private static final List<String> SOON = List.of("at once", "within 3 s, 503 before");

	private final Backend application;

	private final Path certificates;

	private LighttpdSetups(Backend application, Path certificates) {
		this.application = application;
		this.certificates = certificates;
	}

	static FrontEnd of(Backend application, Path certificates) throws IOException {
		LighttpdSetups setups = new LighttpdSetups(application, certificates);
		return new FrontEnd("lighttpd", new Version("lighttpd", "lighttpd", "-v", "lighttpd/(\\S+)"),
				List.of(setups.plain("minimal.conf").asksNobody(NO_AUTHORIZER), setups.plain("guestbook.conf"),
						setups.hardened(), setups.spawned(), setups.scgi(), setups.scgiOverUnixSocket()));
	}

	private Setup plain(String file) throws IOException {
		return setup("`" + file + "`", read(file)).withoutTls(NO_TLS);
	}

	private Setup hardened() throws IOException {
		return setup("`hardened.conf`, Unix socket",
				read("hardened.conf").with(SOCKET, this.application.socket()).with("/etc/guestbook", this.certificates))
			.expect("chunked-late", "411", LENGTH_WANTED)
			.expect("chunked-large", "411", LENGTH_WANTED);
	}

	private Setup spawned() throws IOException {
		Path directory = Files.createDirectory(this.certificates.resolve("lighttpd"));
		SpawnedApplication spawned = new SpawnedApplication(directory);
		Recipe recipe = read("spawned.conf").with("/opt/guestbook/guestbook", spawned.program())
			.with(SOCKET, directory.resolve("app.sock"));
		return Setup.of("`spawned.conf`", spawned, (backend) -> Lighttpd.start(recipe, backend.port()))
			.expect("abort-waiting", List.of("yes", "no"), LOOKS_AWAY)
			.withoutTls(NO_TLS)
			.asksNobody(NO_AUTHORIZER);
	}

	private Setup scgi() throws IOException {
		return withoutAuthorizer(setup("`scgi.conf`", read("scgi.conf")))
			.expect("abort-begun", "no", ScgiReasons.HALF_CLOSED)
			.expect("abort-waiting", "no", ScgiReasons.HALF_CLOSED);
	}

	private Setup scgiOverUnixSocket() throws IOException {
		Recipe recipe = read("scgi-unix.conf").with(SOCKET, this.application.socket());
		return withoutAuthorizer(setup("`scgi-unix.conf`, Unix socket", recipe))
			.expect("error-after-little", "no", ScgiReasons.JUST_CLOSED)
			.expect("error-after-much", "no", ScgiReasons.JUST_CLOSED);
	}

	private static Setup withoutAuthorizer(Setup scgi) {
		return scgi.withoutTls(NO_TLS)
			.asksNobody(NO_AUTHORIZER)
			.expect("error-stream", "no", ScgiReasons.NO_ERROR_STREAM);
	}

	private Setup setup(String title, Recipe recipe) {
		return Setup.of(title, this.application, (backend) -> Lighttpd.start(recipe, backend.port()))
			.expect("abort-waiting", List.of("yes", "no"), LOOKS_AWAY)
			.expect("back", SOON, CLOCK);
	}

	private static Recipe read(String file) throws IOException {
		return Recipe.read("lighttpd/" + file);
	}

}
