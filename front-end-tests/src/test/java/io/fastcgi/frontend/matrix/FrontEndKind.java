package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * All front ends, in the order of the user guide.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum FrontEndKind {

	NGINX(NginxSetups::of),

	APACHE(ApacheSetups::of),

	APACHE_MODULES(ApacheModuleSetups::of),

	LIGHTTPD(LighttpdSetups::of),

	HAPROXY(HaproxySetups::of),

	CADDY(CaddySetups::of),

	H2O(H2oSetups::of),

	CGI_FCGI((application, certificates) -> CgiFcgiSetups.of(application));

	private final Setups setups;

	FrontEndKind(Setups setups) {
		this.setups = setups;
	}

	/**
	 * Return the front end.
	 * @param application the application behind it, unless it starts that itself
	 * @param directory where to put what belongs to it, which everybody may read then
	 * @return the front end
	 */
	FrontEnd before(RunningApplication application, Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		return this.setups.of(application, Certificates.write(directory));
	}

	/**
	 * The ways to configure a front end.
	 */
	@FunctionalInterface
	private interface Setups {

		FrontEnd of(RunningApplication application, Path certificates) throws IOException;

	}

}
