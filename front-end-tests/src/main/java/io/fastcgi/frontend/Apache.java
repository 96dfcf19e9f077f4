package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts Apache httpd with a recipe of the user guide, as Debian configures it, with the
 * modules that the recipe wants enabled.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Apache {

	private static final Path AVAILABLE = Path.of("/etc/apache2/mods-available");

	/**
	 * What Debian enables by itself.
	 */
	private static final List<String> MODULES = List.of("access_compat", "alias", "auth_basic", "authn_core",
			"authn_file", "authz_core", "authz_host", "authz_user", "autoindex", "deflate", "dir", "env", "filter",
			"mime", "mpm_event", "negotiation", "reqtimeout", "setenvif", "status");

	private static final String SERVER = """
			Define APACHE_RUN_DIR %1$s
			Define APACHE_LOG_DIR %1$s
			Define APACHE_PID_FILE %1$s/apache2.pid
			Define APACHE_RUN_USER www-data
			Define APACHE_RUN_GROUP www-data
			ServerName localhost
			Include /etc/apache2/apache2.conf
			<IfModule fcgid_module>
				FcgidIPCDir %1$s/fcgid
				FcgidProcessTableFile %1$s/fcgid.shm
			</IfModule>
			ErrorLog /dev/stderr
			""";

	private static final Pattern ENABLED = Pattern.compile("(?m)^# a2enmod (.*)$");

	private static final Pattern NEEDED = Pattern.compile("(?m)^# Depends: (.*)$");

	private Apache() {
	}

	/**
	 * Start Apache.
	 * @param recipe the recipe
	 * @param applicationPort where the application is, if the recipe does not name a Unix
	 * domain socket
	 * @return the front end
	 */
	public static FrontEndProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path apache = Programs.find("apache2", "apache2");
		HttpPorts ports = HttpPorts.free();
		return FrontEndProcess.start("apache", ports, (directory) -> {
			for (String part : List.of("mods-enabled", "sites-enabled")) {
				Files.createDirectory(directory.resolve(part));
			}
			Files.createFile(directory.resolve("ports.conf"));
			Files.writeString(directory.resolve("httpd.conf"), SERVER.formatted(directory));
			enable(MODULES, directory);
			enable(names(ENABLED, recipe.text()), directory);
			recipe.inFrontOf(applicationPort)
				.listeningOn(ports)
				.write(directory.resolve("sites-enabled").resolve("guestbook.conf"));
			return List.of(apache.toString(), "-D", "FOREGROUND", "-d", directory.toString(), "-f", "httpd.conf");
		}, "resuming normal operations");
	}

	private static void enable(List<String> modules, Path directory) throws IOException {
		for (String module : modules) {
			Path load = AVAILABLE.resolve(module + ".load");
			Programs.require(load, "libapache2-mod-" + module);
			for (String ending : List.of(".load", ".conf")) {
				Path available = AVAILABLE.resolve(module + ending);
				Path enabled = directory.resolve("mods-enabled").resolve(module + ending);
				if (Files.exists(available) && Files.notExists(enabled)) {
					Files.createSymbolicLink(enabled, available);
				}
			}
			enable(names(NEEDED, Files.readString(load)), directory);
		}
	}

	private static List<String> names(Pattern pattern, String text) {
		return pattern.matcher(text).results().flatMap((match) -> Stream.of(match.group(1).split(" "))).toList();
	}

}
