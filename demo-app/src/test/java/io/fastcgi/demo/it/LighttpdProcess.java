package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A lighttpd in front of the demo, with the recipe of the user guide.
 *
 * @param process the process
 * @param directory where its configuration is
 * @param uri where it is
 * @author FastCGI Spring Boot maintainers
 */
record LighttpdProcess(ChildProcess process, Path directory, URI uri) implements AutoCloseable {

	static LighttpdProcess start(int applicationPort) throws IOException {
		return start(Recipe.read("lighttpd/guestbook.conf"), applicationPort);
	}

	static LighttpdProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path lighttpd = Programs.find("lighttpd", "lighttpd");
		int port = Ports.free();
		Path directory = Files.createTempDirectory("lighttpd");
		recipe.with("\"port\" => 9000", "\"port\" => " + applicationPort)
			.with("server.port = 8080", "server.port = " + port)
			.with("/var/www/html", directory)
			.write(directory.resolve("lighttpd.conf"));
		ChildProcess process = ChildProcess.start(directory, List.of(lighttpd.toString(), "-D", "-f", "lighttpd.conf"));
		process.await("server started");
		return new LighttpdProcess(process, directory, URI.create("http://127.0.0.1:" + port));
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
