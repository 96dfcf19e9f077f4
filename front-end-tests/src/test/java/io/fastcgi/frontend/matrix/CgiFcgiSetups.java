package io.fastcgi.frontend.matrix;

import java.util.List;

import io.fastcgi.frontend.CgiFcgi;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How the bridge from CGI to FastCGI is configured.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CgiFcgiSetups {

	private static final String LOOKS_WHOLE = "cgi-fcgi tells by its exit code that a response is not complete, and lighttpd does not look at it. With a `Content-Length` of the application the client sees it.";

	private static final String GOES_ON = "Before the response has begun, lighttpd lets a CGI program go on until it writes something that nobody wants any more.";

	private static final String MISSES_SIGNAL = "When the response has begun and the client leaves, lighttpd sends cgi-fcgi a signal. cgi-fcgi misses one that comes while it does not wait, and goes on until it writes something.";

	private CgiFcgiSetups() {
	}

	static FrontEnd of(Backend application) {
		return new FrontEnd("cgi-fcgi", new Version("lighttpd", "lighttpd", "-v", "(lighttpd/\\S+)"),
				List.of(setup("below lighttpd's mod_cgi, `minimal.conf`", application)));
	}

	private static Setup setup(String title, Backend backend) {
		return Setup
			.of(title, backend,
					(application) -> CgiFcgi.start(Recipe.read("cgi-fcgi/minimal.conf"), application.port()))
			.withoutTls("This recipe does not listen for TLS.")
			.asksNobody("cgi-fcgi asks for responses only.")
			.expect("abort-begun", List.of("yes", "no"), MISSES_SIGNAL)
			.expect("abort-waiting", "no", GOES_ON)
			.expect("error-after-little", "no", LOOKS_WHOLE)
			.expect("error-after-much", "no", LOOKS_WHOLE);
	}

}
