package io.fastcgi.frontend.matrix;

import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How nginx is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class NginxSetups {

	private static final String NO_TLS = "The recipe has no TLS; the hardened ones have.";

	private static final String NO_QUESTION = "nginx knows no Authorizer. `private-fastcgi.conf` and `private-scgi.conf` "
			+ "have `auth_request`.";

	private static final String BODY_LIMIT = "`client_max_body_size` is 1 MB by default.";

	private static final String HEADER_BUFFER = "`fastcgi_buffer_size` and `scgi_buffer_size` are one memory page, "
			+ "4 kB, by default: `upstream sent too big header`.";

	private static final String OVERTAKEN = "nginx keeps back the beginning of a response for a moment. If it learns of the "
			+ "error by then, it closes the connection of its client without a word.";

	private static final String LARGE_HEADERS = "large_client_header_buffers 4 128k";

	private final Backend application;

	private final Path certificates;

	private NginxSetups(Backend application, Path certificates) {
		this.application = application;
		this.certificates = certificates;
	}

	static FrontEnd of(Backend application, Path certificates) {
		NginxSetups setups = new NginxSetups(application, certificates);
		return new FrontEnd("nginx", new Version("nginx", "nginx", "-v", "nginx version: (\\S+)"),
				List.of(breaking(setups.minimal("fastcgi")), breaking(setups.guestbook("fastcgi")), setups.unbuffered(),
						breaking(setups.hardened("fastcgi")), breaking(setups.authRequest("fastcgi")),
						setups.scgi(setups.minimal("scgi")), setups.scgi(setups.guestbook("scgi")),
						setups.scgi(setups.largeHeaders()), setups.scgiOverUnixSocket(),
						setups.scgi(setups.authRequest("scgi"))));
	}

	private Setup minimal(String protocol) {
		return plain("minimal-" + protocol + ".conf").asksNobody(NO_QUESTION)
			.expect("large-body", "413", BODY_LIMIT)
			.expect("response-header-7k", "502", HEADER_BUFFER);
	}

	private Setup guestbook(String protocol) {
		return plain("guestbook-" + protocol + ".conf").asksNobody(NO_QUESTION);
	}

	private Setup largeHeaders() {
		String file = "guestbook-scgi.conf";
		return Setup.of("`" + file + "` with `" + LARGE_HEADERS + "`", this.application,
				(application) -> Nginx.start(
						Recipe.read("nginx/" + file)
							.with("server_name localhost;", "server_name localhost;\n\t" + LARGE_HEADERS + ";"),
						application.port()))
			.withoutTls(NO_TLS)
			.asksNobody(NO_QUESTION);
	}

	private Setup unbuffered() {
		return plain("unbuffered-fastcgi.conf").asksNobody(NO_QUESTION);
	}

	private Setup authRequest(String protocol) {
		return plain("private-" + protocol + ".conf").expect("large-body", "413", BODY_LIMIT);
	}

	private static Setup breaking(Setup buffered) {
		return buffered.expect("error-after-little", List.of("yes", TroubleRows.NOTHING), OVERTAKEN)
			.expect("error-after-much", List.of("yes", TroubleRows.NOTHING), OVERTAKEN);
	}

	private Setup scgi(Setup setup) {
		return breaking(setup).expect("error-stream", "no", ScgiReasons.NO_ERROR_STREAM)
			.expect("abort-begun", "no", ScgiReasons.HALF_CLOSED)
			.expect("abort-waiting", "no", ScgiReasons.HALF_CLOSED);
	}

	private Setup scgiOverUnixSocket() {
		return hardened("scgi").expect("error-stream", "no", ScgiReasons.NO_ERROR_STREAM)
			.expect("error-after-little", "no", ScgiReasons.JUST_CLOSED)
			.expect("error-after-much", "no", ScgiReasons.JUST_CLOSED);
	}

	private Setup plain(String file) {
		return Setup
			.of("`" + file + "`", this.application,
					(application) -> Nginx.start(Recipe.read("nginx/" + file), application.port()))
			.withoutTls(NO_TLS);
	}

	private Setup hardened(String protocol) {
		String file = "hardened-" + protocol + ".conf";
		return Setup.of("`" + file + "`, Unix socket", this.application,
				(application) -> Nginx.start(Recipe.read("nginx/" + file)
					.with("/run/guestbook/app.sock", application.socket())
					.with("/etc/guestbook", this.certificates), application.port()))
			.asksNobody(NO_QUESTION);
	}

}
