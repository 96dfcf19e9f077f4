package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * An nginx in front of the demo, with a recipe of the user guide and the params that the
 * nginx of this machine comes with.
 *
 * @param process the process
 * @param directory where everything is that nginx reads and writes
 * @param uri where it is
 * @author FastCGI Spring Boot maintainers
 */
record NginxProcess(ChildProcess process, Path directory, URI uri) implements AutoCloseable {

	static NginxProcess start(String recipe, DemoProcess demo) throws IOException {
		return start(recipe, Recipe.read("nginx/" + recipe), demo);
	}

	static NginxProcess start(String file, Recipe recipe, DemoProcess demo) throws IOException {
		return startOn(Ports.free(), file, recipe, demo);
	}

	static NginxProcess startOn(int port, String file, Recipe recipe, DemoProcess demo) throws IOException {
		return startOn(port, file, recipe, demo.port());
	}

	static NginxProcess startOn(int port, String file, Recipe recipe, int applicationPort) throws IOException {
		Path nginx = Programs.find("nginx", "nginx");
		Path directory = Files.createTempDirectory("nginx");
		// When root starts nginx, its workers are somebody else
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Recipe.read("nginx/nginx.conf")
			.with("guestbook-fastcgi.conf;", file + ";")
			.with("error_log stderr;", "error_log stderr notice;")
			.write(directory.resolve("nginx.conf"));
		recipe.with("127.0.0.1:9000", "127.0.0.1:" + applicationPort)
			.with("127.0.0.1:8080", "127.0.0.1:" + port)
			.write(directory.resolve(file));
		for (String params : List.of("fastcgi_params", "scgi_params")) {
			Files.copy(configuration(nginx).resolve(params), directory.resolve(params));
		}
		ChildProcess process = ChildProcess.start(directory,
				List.of(nginx.toString(), "-e", "stderr", "-p", directory.toString(), "-c", "nginx.conf"));
		process.await("start worker process \\d+");
		return new NginxProcess(process, directory, URI.create("http://127.0.0.1:" + port));
	}

	private static Path configuration(Path nginx) {
		try (ChildProcess version = ChildProcess.start(Path.of("."), List.of(nginx.toString(), "-V"))) {
			return Path.of(version.await("--conf-path=(\\S+)").group(1)).getParent();
		}
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
