package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts Caddy with a recipe of the user guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Caddy {

	private Caddy() {
	}

	/**
	 * Start Caddy.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path caddy = Programs.find("caddy", "caddy");
		HttpPorts ports = HttpPorts.free();
		return FrontEndProcess.start("caddy", ports, (directory) -> {
			recipe.inFrontOf(applicationPort)
				.with("http://:8080", "http://:" + ports.plain())
				.withIfThere("https://:8443", "https://:" + ports.tls())
				.write(directory.resolve("Caddyfile"));
			// Wants to remember things in the home directory of whoever starts it
			return List.of("env", "XDG_CONFIG_HOME=" + directory, "XDG_DATA_HOME=" + directory, caddy.toString(), "run",
					"--adapter", "caddyfile", "--config", "Caddyfile");
		}, "serving initial configuration");
	}

}
