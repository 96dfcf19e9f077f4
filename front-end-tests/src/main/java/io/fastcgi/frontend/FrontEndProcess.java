package io.fastcgi.frontend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A front end that a test has started.
 *
 * @param process the process
 * @param directory where everything is that it reads and writes
 * @param ports where it listens
 * @author FastCGI Spring Boot maintainers
 */
public record FrontEndProcess(ChildProcess process, Path directory, HttpPorts ports) implements AutoCloseable {

	/**
	 * Return where the front end speaks HTTP.
	 * @return the address, without a path
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.ports.plain());
	}

	/**
	 * Return where the front end speaks HTTP over TLS, if its recipe says so.
	 * @return the address, without a path
	 */
	public URI tlsUri() {
		return URI.create("https://localhost:" + this.ports.tls());
	}

	/**
	 * Return everything that the front end has logged, to its output or to files whose
	 * names end with {@code .log}.
	 * @return the lines
	 */
	public List<String> log() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			List<Path> logs = files.filter((file) -> file.toString().endsWith(".log")).toList();
			Stream<String> lines = this.process.output().stream();
			for (Path log : logs) {
				lines = Stream.concat(lines, Files.readAllLines(log).stream());
			}
			return lines.toList();
		}
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	/**
	 * Make a directory for a front end.
	 * @param name the name of the front end
	 * @return the directory, which every user may enter, because the workers of a front
	 * end that root starts are somebody else
	 */
	static Path makeDirectory(String name) throws IOException {
		Path directory = Files.createTempDirectory(name);
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		return directory;
	}

}
