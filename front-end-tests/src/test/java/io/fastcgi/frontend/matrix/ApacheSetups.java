package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.Apache;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.Version;

/**
 * How Apache httpd is configured with {@code mod_proxy_fcgi}.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ApacheSetups {

	static final Version VERSION = new Version("apache2", "apache2", "-v", "Apache/(\\S+)");

	static final String NO_TLS = "The recipe has no TLS; `hardened.conf` has.";

	static final String NO_QUESTION = "The recipe asks nobody; `authorizer.conf` and `authorizer-basic.conf` do.";

	private static final String NOT_WATCHED = "Apache learns that a client is gone when it has something to send to it.";

	private final Backend application;

	private final Path certificates;

	private ApacheSetups(Backend application, Path certificates) {
		this.application = application;
		this.certificates = certificates;
	}

	static FrontEnd of(Backend application, Path certificates) {
		ApacheSetups setups = new ApacheSetups(application, certificates);
		return new FrontEnd("Apache httpd", VERSION,
				List.of(plain("minimal.conf", application), setups.hardened(), plain("reuse.conf", application),
						plain("handler.conf", application), setups.two(), plain("pathinfo.conf", application),
						setups.pathInfo("full"), setups.pathInfo("first-dot"), setups.pathInfo("last-dot")));
	}

	private Setup hardened() {
		return setup("hardened.conf", this.application,
				(backend) -> Apache.start(recipe("hardened.conf").with("/run/guestbook/app.sock", backend.socket())
					.with("/etc/guestbook", this.certificates), backend.port()))
			.asksNobody(NO_QUESTION);
	}

	private Setup two() {
		return setup("two.conf", this.application, (backend) -> Apache
			.start(recipe("two.conf").with("127.0.0.1:9001", "localhost:" + backend.port()), backend.port()))
			.withoutTls(NO_TLS)
			.asksNobody(NO_QUESTION);
	}

	private Setup pathInfo(String kind) {
		String variable = "proxy-fcgi-pathinfo=" + kind;
		return changed("pathinfo.conf", variable, "proxy-fcgi-pathinfo=unescape", variable, this.application);
	}

	/**
	 * Change one line of a recipe.
	 */
	static Setup changed(String file, String title, String line, String replacement, Backend application) {
		return setup(file + "` with `" + title, application,
				(backend) -> Apache.start(recipe(file).with(line, replacement), backend.port()))
			.withoutTls(NO_TLS)
			.asksNobody(NO_QUESTION);
	}

	static Setup plain(String file, Backend application) {
		return asking(file, application).asksNobody(NO_QUESTION);
	}

	static Setup asking(String file, Backend application) {
		return setup(file, application, (backend) -> Apache.start(recipe(file), backend.port())).withoutTls(NO_TLS);
	}

	static Setup setup(String file, Backend application, Setup.Launcher launcher) {
		return Setup.of("`" + file + "`", application, launcher)
			.expect("abort-begun", "no", NOT_WATCHED)
			.expect("abort-waiting", "no", NOT_WATCHED);
	}

	static Recipe recipe(String file) throws IOException {
		return Recipe.read("apache/" + file);
	}

}
