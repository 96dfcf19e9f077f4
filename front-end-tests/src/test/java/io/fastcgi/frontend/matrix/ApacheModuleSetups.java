package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Apache;

/**
 * How Apache httpd is configured with other modules than {@code mod_proxy_fcgi} alone.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ApacheModuleSetups {

	private static final String LENGTH = "`mod_proxy_scgi` has to say the length before it sends the body.";

	private static final String PASSWORD = "Apache asks for a password itself, and the application whether it is right.";

	private static final String PATHINFO = "proxy-scgi-pathinfo=unescape";

	private static final String KEPT_LENGTH = "SetEnv ap_trust_cgilike_cl 1";

	private static final String WITHHELD = "Without `CGIPassAuth On` Apache keeps the password to itself.";

	private static final String PATCHED = "`mod_fcgid` puts a page of its own after what has come, and stops the application.";

	private static final String ONE_AT_A_TIME = "`mod_fcgid` gives a process one request at a time.";

	private static final String STOPPING = "In the moment in which `mod_fcgid` stops the application after a response that "
			+ "broke off, the next request may still be given to it.";

	private ApacheModuleSetups() {
	}

	static FrontEnd of(Backend application, Path directory) throws IOException {
		return new FrontEnd("Apache httpd with other modules", ApacheSetups.VERSION,
				List.of(ApacheSetups.asking("authorizer.conf", application),
						ApacheSetups.asking("authorizer-basic.conf", application)
							.expect("authorizer", "yes, with a password", PASSWORD)
							.expect("authorization", "no", WITHHELD),
						scgi(ApacheSetups.plain("scgi.conf", application)),
						scgi(ApacheSetups.changed("scgi.conf", PATHINFO, KEPT_LENGTH,
								KEPT_LENGTH + "\n\tSetEnvIf Request_URI . " + PATHINFO, application)),
						scgiOverUnixSocket(application),
						fcgid(new SpawnedApplication(Files.createDirectory(directory.resolve("fcgid"))))));
	}

	private static Setup scgiOverUnixSocket(Backend application) {
		return scgi(
				ApacheSetups
					.setup("scgi-unix.conf", application,
							(backend) -> Apache.start(ApacheSetups.recipe("scgi-unix.conf")
								.with("/run/guestbook/app.sock", backend.socket()), backend.port()))
					.withoutTls(ApacheSetups.NO_TLS)
					.asksNobody(ApacheSetups.NO_QUESTION))
			.expect("error-after-little", "no", ScgiReasons.JUST_CLOSED)
			.expect("error-after-much", "no", ScgiReasons.JUST_CLOSED);
	}

	private static Setup scgi(Setup setup) {
		return setup.expect("chunked-small", "411", LENGTH)
			.expect("chunked-late", "411", LENGTH)
			.expect("chunked-large", "411", LENGTH)
			.expect("error-stream", "no", ScgiReasons.NO_ERROR_STREAM);
	}

	private static Setup fcgid(Backend application) {
		return ApacheSetups
			.setup("fcgid.conf", application,
					(backend) -> Apache.start(
							ApacheSetups.recipe("fcgid.conf").with("/opt/guestbook", backend.program().getParent()),
							backend.port()))
			.withoutTls(ApacheSetups.NO_TLS)
			.asksNobody(ApacheSetups.NO_QUESTION)
			.expect("error-after-little", "no", PATCHED)
			.expect("error-after-much", "no", PATCHED)
			.expect("after-error", List.of("yes", TroubleRows.LOST), STOPPING)
			.skip("overload", ONE_AT_A_TIME + " It never has too much to do.")
			.expect("sharing", "wait for each other: only 1", ONE_AT_A_TIME);
	}

}
