package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Programs;
import io.fastcgi.frontend.Recipe;

import org.springframework.util.FileSystemUtils;

/**
 * A front end with a configuration that the demo has written, in the smallest whole
 * configuration around it.
 *
 * @param process the process
 * @param directory where everything is that it reads and writes
 * @param uri where it is
 * @author FastCGI Spring Boot maintainers
 */
record GeneratedFrontEnd(ChildProcess process, Path directory, URI uri) implements AutoCloseable {

	private static final String BACKEND = "fastcgi-demo";

	static GeneratedFrontEnd start(String name, String configuration) throws IOException {
		int port = Ports.free();
		Path directory = Files.createTempDirectory(name);
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Start start = switch (name) {
			case "nginx" -> nginx(directory);
			case "apache" -> apache(configuration);
			case "lighttpd" -> lighttpd();
			case "haproxy" -> haproxy();
			case "caddy" -> caddy();
			case "h2o" -> h2o();
			default -> throw new IllegalArgumentException(name);
		};
		Files.writeString(directory.resolve("snippet.conf"), at(port, configuration));
		Files.writeString(directory.resolve("server.conf"),
				at(port, start.around().replace("DIRECTORY", directory.toString())));
		ChildProcess process = ChildProcess.start(directory,
				start.command().stream().map((word) -> word.replace("DIRECTORY", directory.toString())).toList());
		try {
			process.await(start.ready());
		}
		catch (RuntimeException ex) {
			process.close();
			throw ex;
		}
		return new GeneratedFrontEnd(process, directory, URI.create("http://127.0.0.1:" + port));
	}

	private static String at(int port, String configuration) {
		return configuration.replace("127.0.0.1:8080", "127.0.0.1:" + port)
			.replace("http://:8080", "http://:" + port)
			.replace("port: 8080", "port: " + port)
			.replace("server.port = 8080", "server.port = " + port);
	}

	private static Start nginx(Path directory) throws IOException {
		String program = Programs.find("nginx", "nginx").toString();
		for (String params : List.of("fastcgi_params", "scgi_params")) {
			Files.copy(Path.of("/etc/nginx", params), directory.resolve(params));
		}
		String around = Recipe.read("nginx/nginx.conf")
			.with("guestbook-fastcgi.conf;", "snippet.conf;")
			.with("error_log stderr;", "error_log stderr notice;")
			.text();
		return new Start(around, "start worker process \\d+", program, "-e", "stderr", "-p", directory.toString(), "-c",
				"server.conf");
	}

	private static Start apache(String configuration) {
		String program = Programs.find("apache2", "apache2").toString();
		String modules = configuration.lines()
			.filter((line) -> line.startsWith("# a2enmod "))
			.flatMap((line) -> Stream.of(line.substring("# a2enmod ".length()).split(" ")))
			.collect(Collectors.joining(" "));
		// What Debian has enabled
		String loaded = Stream.of(("mpm_event authn_core authz_core authz_user env " + modules).split(" "))
			.map((module) -> "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module))
			.collect(Collectors.joining());
		String around = """
				ServerRoot DIRECTORY
				DefaultRuntimeDir DIRECTORY
				Mutex file:DIRECTORY
				PidFile httpd.pid
				ServerName localhost
				ErrorLog /dev/stderr
				""" + loaded + "User www-data\nGroup www-data\nInclude snippet.conf\n";
		return new Start(around, "resuming normal operations", program, "-f", "DIRECTORY/server.conf", "-DFOREGROUND");
	}

	private static Start lighttpd() {
		String around = """
				server.bind = "127.0.0.1"
				server.port = 8080
				server.document-root = "DIRECTORY"
				include "snippet.conf"
				""";
		return new Start(around, "server started", Programs.find("lighttpd", "lighttpd").toString(), "-D", "-f",
				"server.conf");
	}

	private static Start haproxy() {
		String around = """
				global
					log stdout format raw local0 notice

				defaults
					log global
					timeout connect 5s
					timeout queue 60s
					timeout client 60s
					timeout server 60s

				frontend web
					mode http
					bind 127.0.0.1:8080
					default_backend %s
				""".formatted(BACKEND);
		return new Start(around, "Loading success", Programs.find("haproxy", "haproxy").toString(), "-W", "-db", "-f",
				"server.conf", "-f", "snippet.conf");
	}

	private static Start caddy() {
		String around = """
				{
					admin off
					auto_https off
				}
				import snippet.conf
				""";
		return new Start(around, "serving initial configuration", Programs.find("caddy", "caddy").toString(), "run",
				"--config", "server.conf", "--adapter", "caddyfile");
	}

	private static Start h2o() {
		return new Start("", "h2o server .* is ready to serve requests", Programs.find("h2o", "h2o").toString(), "-c",
				"snippet.conf");
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	/**
	 * How a front end is started.
	 *
	 * @param around the configuration around the one that is tested
	 * @param ready what it says when it serves
	 * @param command the command
	 */
	private record Start(String around, String ready, List<String> command) {

		Start(String around, String ready, String... command) {
			this(around, ready, List.of(command));
		}

	}

}
