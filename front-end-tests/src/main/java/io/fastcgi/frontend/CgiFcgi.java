package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Starts lighttpd as a server that knows CGI only, with the bridge to FastCGI of the user
 * guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class CgiFcgi {

	private CgiFcgi() {
	}

	/**
	 * Start lighttpd.
	 * @param recipe the recipe
	 * @param applicationPort where the application is
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path bridge = Programs.find("cgi-fcgi", "libfcgi-bin");
		Path lighttpd = Programs.find("lighttpd", "lighttpd");
		HttpPorts ports = HttpPorts.free();
		return FrontEndProcess.start("cgi-fcgi", ports, (directory) -> {
			Path script = directory.resolve("guestbook.cgi");
			Recipe.read("cgi-fcgi/guestbook.cgi")
				.inFrontOf(applicationPort)
				.with("/usr/bin/cgi-fcgi", bridge)
				.write(script);
			Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
			recipe.with("server.port = 8080", "server.port = " + ports.plain())
				.with("/usr/lib/cgi-bin", directory)
				.with("/var/www/html", directory)
				.write(directory.resolve("lighttpd.conf"));
			return List.of(lighttpd.toString(), "-D", "-f", "lighttpd.conf");
		}, "server started");
	}

}
