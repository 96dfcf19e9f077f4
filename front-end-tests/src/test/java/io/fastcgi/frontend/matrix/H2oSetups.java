package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.H2o;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How h2o is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class H2oSetups {

	private static final String NO_TLS = "This recipe does not listen for TLS.";

	private static final String DOES_NOT_ASK = "h2o has no Authorizer. It can ask an ordinary handler with a few lines of mruby, as in `private.conf`.";

	private static final String COMPLETE_UPLOADS = "h2o asks the application when it has the whole body. That has to come within `http1-request-timeout`.";

	private static final String CLOSES = "h2o counts the bytes that `Content-Length` promises, also after HEAD, misses them, and closes the connection of its client.";

	private static final String NOT_CLOSED = "h2o does not read from its client until it has the response of the application.";

	private static final String LOOKS_WHOLE = "h2o completes a chunked response however that of the application ends. With a `Content-Length` of the application the client sees it.";

	private H2oSetups() {
	}

	static FrontEnd of(Backend application, Path certificates) throws IOException {
		return new FrontEnd("h2o", new Version("h2o", "h2o", "--version", "h2o version (\\S+)"),
				List.of(minimal(application), hardened(application, certificates), asking(application)));
	}

	private static Setup minimal(Backend application) throws IOException {
		return setup("`minimal.conf`", application, Recipe.read("h2o/minimal.conf")).withoutTls(NO_TLS)
			.asksNobody(DOES_NOT_ASK);
	}

	private static Setup hardened(Backend application, Path certificates) throws IOException {
		return setup("Unix socket, `hardened.conf`", application,
				Recipe.read("h2o/hardened.conf")
					.with("/run/guestbook/app.sock", application.socket())
					.with("/etc/guestbook", certificates))
			.asksNobody(DOES_NOT_ASK);
	}

	private static Setup asking(Backend application) throws IOException {
		return setup("`private.conf`", application, Recipe.read("h2o/private.conf").with("8081", Ports.free()))
			.withoutTls(NO_TLS);
	}

	private static Setup setup(String title, Backend backend, Recipe recipe) {
		return Setup.of(title, backend, (application) -> H2o.start(recipe, application.port()))
			.expect("upload-streamed", "when it is complete", COMPLETE_UPLOADS)
			.expect("head", "yes, and closes the connection", CLOSES)
			.expect("abort-begun", "no", NOT_CLOSED)
			.expect("abort-waiting", "no", NOT_CLOSED)
			.expect("error-after-little", "no", LOOKS_WHOLE)
			.expect("error-after-much", "no", LOOKS_WHOLE);
	}

}
