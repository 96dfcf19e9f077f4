package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A HAProxy in front of the demo, with a recipe of the user guide.
 *
 * @param process the process
 * @param directory where its configuration is
 * @param uri where it is
 * @author FastCGI Spring Boot maintainers
 */
record HaproxyProcess(ChildProcess process, Path directory, URI uri) implements AutoCloseable {

	static HaproxyProcess start(String recipe, DemoProcess demo) throws IOException {
		return start(Recipe.read("haproxy/" + recipe), demo);
	}

	static HaproxyProcess start(Recipe recipe, DemoProcess demo) throws IOException {
		return start(recipe, demo.port());
	}

	static HaproxyProcess start(Recipe recipe, int applicationPort) throws IOException {
		Path haproxy = Programs.find("haproxy", "haproxy");
		int port = Ports.free();
		Path directory = Files.createTempDirectory("haproxy");
		recipe.with("127.0.0.1:9000", "127.0.0.1:" + applicationPort)
			.with("127.0.0.1:8080", "127.0.0.1:" + port)
			.write(directory.resolve("haproxy.cfg"));
		// Its master process says when it is ready, and ends when there is no port to be
		// had
		ChildProcess process = ChildProcess.start(directory,
				List.of(haproxy.toString(), "-W", "-db", "-f", "haproxy.cfg"));
		process.await("Loading success");
		return new HaproxyProcess(process, directory, URI.create("http://127.0.0.1:" + port));
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
