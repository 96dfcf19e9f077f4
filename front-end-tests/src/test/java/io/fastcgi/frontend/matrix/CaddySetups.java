package io.fastcgi.frontend.matrix;

import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Caddy;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How Caddy is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CaddySetups {

	private static final String NO_TLS = "This recipe does not listen for TLS.";

	private static final String DOES_NOT_ASK = "Caddy has no Authorizer. It asks an ordinary handler where its configuration says so, as in `private.Caddyfile`.";

	private static final String NOT_CLOSED = "Caddy 2.6 leaves the connection to the application open until there is something to write to its client.";

	private static final String LOOKS_WHOLE = "Caddy 2.6 completes a chunked response however that of the application ends. With a `Content-Length` of the application the client sees it.";

	private static final String NOT_CAPTURED = "Caddy writes it to its log only with `capture_stderr`, and 2.6 not even then.";

	private CaddySetups() {
	}

	static FrontEnd of(Backend application, Path certificates) {
		return new FrontEnd("Caddy", new Version("caddy", "caddy", "version", "^v?(\\d\\S+)"),
				List.of(minimal(application, certificates), hardened(application, certificates),
						phpFastCgi(application, certificates), asking(application, certificates)));
	}

	private static Setup minimal(Backend application, Path certificates) {
		return setup("`minimal.Caddyfile`", application, certificates, "minimal.Caddyfile").withoutTls(NO_TLS)
			.asksNobody(DOES_NOT_ASK);
	}

	private static Setup hardened(Backend application, Path certificates) {
		return setup("Unix socket, `hardened.Caddyfile`", application, certificates, "hardened.Caddyfile")
			.asksNobody(DOES_NOT_ASK);
	}

	private static Setup phpFastCgi(Backend application, Path certificates) {
		return setup("`php-fastcgi.Caddyfile`", application, certificates, "php-fastcgi.Caddyfile").withoutTls(NO_TLS)
			.asksNobody(DOES_NOT_ASK);
	}

	private static Setup asking(Backend application, Path certificates) {
		return setup("`private.Caddyfile`", application, certificates, "private.Caddyfile").withoutTls(NO_TLS);
	}

	private static Setup setup(String title, Backend backend, Path certificates, String file) {
		return Setup
			.of(title, backend,
					(application) -> Caddy.start(recipe(file, application, certificates), application.port()))
			.expect("abort-begun", "no", NOT_CLOSED)
			.expect("abort-waiting", "no", NOT_CLOSED)
			.expect("error-after-little", "no", LOOKS_WHOLE)
			.expect("error-after-much", "no", LOOKS_WHOLE)
			.expect("error-stream", "no", NOT_CAPTURED);
	}

	private static Recipe recipe(String file, Backend application, Path certificates) throws Exception {
		Recipe recipe = Recipe.read("caddy/" + file);
		return (file.startsWith("hardened"))
				? recipe.with("/run/guestbook/app.sock", application.socket()).with("/etc/guestbook", certificates)
				: recipe;
	}

}
