package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts nginx with a recipe of the user guide and the params that the nginx of this
 * machine comes with.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Nginx {

	private Nginx() {
	}

	/**
	 * Start nginx.
	 * @param file the name of the recipe
	 * @param applicationPort where the application is
	 * @return the front end
	 */
	public static FrontEndProcess start(String file, int applicationPort) throws IOException {
		return start(Recipe.read("nginx/" + file), applicationPort);
	}

	/**
	 * Start nginx.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		return startOn(Ports.free(), recipe, applicationPort);
	}

	/**
	 * Start nginx on a port that somebody knows already.
	 * @param port the port
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess startOn(int port, Recipe recipe, int applicationPort) throws IOException {
		Path nginx = Programs.find("nginx", "nginx");
		HttpPorts ports = HttpPorts.of(port);
		return FrontEndProcess.start("nginx", ports, (directory) -> {
			Recipe.read("nginx/nginx.conf")
				.with("error_log stderr;", "error_log stderr notice;")
				.write(directory.resolve("nginx.conf"));
			recipe.inFrontOf(applicationPort).listeningOn(ports).write(directory.resolve("guestbook-fastcgi.conf"));
			for (String params : List.of("fastcgi_params", "scgi_params")) {
				Files.copy(configuration(nginx).resolveSibling(params), directory.resolve(params));
			}
			return List.of(nginx.toString(), "-e", "stderr", "-p", directory.toString(), "-c", "nginx.conf");
		}, "start worker process \\d+");
	}

	private static Path configuration(Path nginx) {
		try (ChildProcess version = ChildProcess.start(Path.of("."), List.of(nginx.toString(), "-V"))) {
			return Path.of(version.await("--conf-path=(\\S+)").group(1));
		}
	}

}
