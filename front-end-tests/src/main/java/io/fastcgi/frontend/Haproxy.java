package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts HAProxy with a recipe of the user guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Haproxy {

	private Haproxy() {
	}

	/**
	 * Start HAProxy.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		return startOn(Ports.free(), recipe, applicationPort);
	}

	/**
	 * Start HAProxy on a port that somebody knows already.
	 * @param port the port
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess startOn(int port, Recipe recipe, int applicationPort) throws IOException {
		Path haproxy = Programs.find("haproxy", "haproxy");
		HttpPorts ports = HttpPorts.of(port);
		// Its master process says when it is ready, and ends when there is no port to be
		// had
		return FrontEndProcess.start("haproxy", ports, (directory) -> {
			recipe.inFrontOf(applicationPort).listeningOn(ports).write(directory.resolve("haproxy.cfg"));
			return List.of(haproxy.toString(), "-W", "-db", "-f", "haproxy.cfg");
		}, "Loading success");
	}

}
