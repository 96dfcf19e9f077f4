package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

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
		Path haproxy = Programs.find("haproxy", "haproxy");
		int port = Ports.free();
		Path directory = Files.createTempDirectory("haproxy");
		recipe.with("127.0.0.1:9000", "127.0.0.1:" + demo.port())
			.with("127.0.0.1:8080", "127.0.0.1:" + port)
			.write(directory.resolve("haproxy.cfg"));
		ChildProcess process = ChildProcess.start(directory, List.of(haproxy.toString(), "-db", "-f", "haproxy.cfg"));
		// It says nothing when it is ready
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> accepts(port));
		return new HaproxyProcess(process, directory, URI.create("http://127.0.0.1:" + port));
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
