package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All front ends.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FrontEnds {

	private FrontEnds() {
	}

	/**
	 * Return all front ends.
	 * @param application the application that runs already
	 * @param directory where to put what belongs to all setups
	 * @return the front ends
	 */
	static List<FrontEnd> all(RunningApplication application, Path directory) throws IOException {
		Path certificates = Certificates.write(directory);
		return List.of(NginxSetups.of(application, certificates), ApacheSetups.of(application, certificates),
				ApacheModuleSetups.of(application, Files.createDirectory(directory.resolve("fcgid"))),
				LighttpdSetups.of(application, certificates), HaproxySetups.of(application, certificates),
				CaddySetups.of(application, certificates), H2oSetups.of(application, certificates),
				CgiFcgiSetups.of(application));
	}

}
