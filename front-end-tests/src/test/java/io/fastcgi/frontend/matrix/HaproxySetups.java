package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How HAProxy is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HaproxySetups {

	private static final String NO_TLS = "The recipe has no TLS for clients; `hardened.cfg` has.";

	private static final String NO_AUTHORIZER = "HAProxy knows no Authorizer.";

	private static final String LENGTH_WANTED = "HAProxy sends no body of unknown length that is longer than its buffer "
			+ "(`tune.bufsize`).";

	private static final String WAITS = "HAProxy ends no request that it has sent because its client is gone, with "
			+ "`option abortonclose` or without, until it has something to write to it.";

	private static final String REFUSED = "`option http-restrict-req-hdr-names reject`: a header with an underscore in "
			+ "its name is refused.";

	private static final String LOST = "HAProxy may put a request on a kept connection in the moment in which the "
			+ "application closes it. `retry-on` has most of them sent again, but not all.";

	private static final String LOST_OF_MANY = "When a connection closes that requests share, HAProxy does not send again "
			+ "what it has just put on it, in spite of `retry-on`.";

	private final RunningApplication application;

	private final Path certificates;

	private HaproxySetups(RunningApplication application, Path certificates) {
		this.application = application;
		this.certificates = certificates;
	}

	static FrontEnd of(RunningApplication application, Path certificates) throws IOException {
		HaproxySetups setups = new HaproxySetups(application, certificates);
		return new FrontEnd("HAProxy", new Version("haproxy", "haproxy", "-v", "HAProxy version (\\S+)"),
				List.of(losing(setups.plain("guestbook.cfg"), LOST), setups.plain("new-connections.cfg"),
						setups.shared(), setups.sharedWithout("get-values"), setups.sharedWithout("mpxs-conns"),
						setups.tls(), setups.hardened()));
	}

	private Setup plain(String file) throws IOException {
		return setup("`" + file + "`", read(file)).withoutTls(NO_TLS);
	}

	private Setup shared() throws IOException {
		return losing(plain("shared.cfg"), LOST_OF_MANY);
	}

	private Setup sharedWithout(String option) throws IOException {
		Recipe recipe = read("shared.cfg").with("\toption " + option + "\n", "");
		return losing(setup("`shared.cfg` without `" + option + "`", recipe), LOST_OF_MANY).withoutTls(NO_TLS);
	}

	private Setup tls() throws IOException {
		return losing(
				setup("`guestbook-tls.cfg`",
						read("guestbook-tls.cfg").with("127.0.0.1:9000", "127.0.0.1:" + this.application.tlsPort())
							.with("app.internal", "localhost")
							.with("/etc/haproxy/fastcgi/authority.pem", this.certificates.resolve("localhost.crt"))
							.with("/etc/haproxy/fastcgi/front-end.pem", this.certificates.resolve("localhost.pem"))),
				LOST)
			.withoutTls(NO_TLS);
	}

	private Setup hardened() throws IOException {
		return losing(setup("`hardened.cfg`, Unix socket",
				read("hardened.cfg").with("/run/guestbook/app.sock", this.application.socket())
					.with("/etc/guestbook", this.certificates)),
				LOST)
			.expect("forged", "403", REFUSED);
	}

	private static Setup losing(Setup setup, String reason) {
		return setup.expect("restart", List.of("yes", Load.SOME_LOST), reason)
			.expect("away", List.of("503", "503" + TroubleRows.AFTER_LOSS), reason);
	}

	private Setup setup(String title, Recipe recipe) {
		return Setup.of(title, this.application, (backend) -> Haproxy.start(recipe, backend.port()))
			.asksNobody(NO_AUTHORIZER)
			.expect("chunked-large", "400", LENGTH_WANTED)
			.expect("abort-begun", "no", WAITS)
			.expect("abort-waiting", "no", WAITS);
	}

	private static Recipe read(String file) throws IOException {
		return Recipe.read("haproxy/" + file);
	}

}
