package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts lighttpd with a recipe of the user guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Lighttpd {

	private static final String TLS_MODULE = "mod_openssl";

	private Lighttpd() {
	}

	/**
	 * Start lighttpd.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path lighttpd = Programs.find("lighttpd", "lighttpd");
		if (recipe.text().contains(TLS_MODULE)) {
			Programs.require(Path.of("/usr/lib/lighttpd", TLS_MODULE + ".so"), "lighttpd-mod-openssl");
		}
		HttpPorts ports = HttpPorts.free();
		return FrontEndProcess.start("lighttpd", ports, (directory) -> {
			recipe.withIfThere("\"port\" => 9000", "\"port\" => " + applicationPort)
				.with("server.port := 8080", "server.port := " + ports.plain())
				.withIfThere("127.0.0.1:8443", "127.0.0.1:" + ports.tls())
				.with("/var/www/html", directory)
				.write(directory.resolve("lighttpd.conf"));
			return List.of(lighttpd.toString(), "-D", "-f", "lighttpd.conf");
		}, "server started");
	}

}
