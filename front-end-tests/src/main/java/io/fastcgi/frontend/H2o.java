package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts h2o with a recipe of the user guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class H2o {

	private H2o() {
	}

	/**
	 * Start h2o.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path h2o = Programs.find("h2o", "h2o");
		HttpPorts ports = HttpPorts.free();
		return FrontEndProcess.start("h2o", ports, (directory) -> {
			recipe.withIfThere("port: 9000", "port: " + applicationPort)
				.with("port: 8080", "port: " + ports.plain())
				.withIfThere("port: 8443", "port: " + ports.tls())
				.write(directory.resolve("h2o.conf"));
			return List.of(h2o.toString(), "-c", "h2o.conf");
		}, "is ready to serve requests");
	}

}
