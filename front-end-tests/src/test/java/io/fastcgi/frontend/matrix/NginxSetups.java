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

	private NginxSetups() {
	}

	static FrontEnd of(Backend application, Path certificates) {
		return new FrontEnd("nginx", new Version("nginx", "nginx", "-v", "nginx version: (\\S+)"),
				List.of(setup("FastCGI, `guestbook-fastcgi.conf`", application, "guestbook-fastcgi.conf")));
	}

	private static Setup setup(String title, Backend backend, String file) {
		return Setup.of(title, backend, (application) -> Nginx.start(Recipe.read("nginx/" + file), application.port()));
	}

}
