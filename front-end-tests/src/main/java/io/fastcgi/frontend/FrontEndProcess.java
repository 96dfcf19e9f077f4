package io.fastcgi.frontend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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
		try {
			this.process.close();
		}
		finally {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

	/**
	 * Start a front end. Nothing of it stays behind if it does not get ready.
	 * @param name the name of the front end
	 * @param ports where it listens
	 * @param preparation writes what the front end reads
	 * @param ready matches a part of what it says when it is ready
	 * @return the front end
	 */
	static FrontEndProcess start(String name, HttpPorts ports, Preparation preparation, String ready)
			throws IOException {
		Path directory = Files.createTempDirectory(name);
		ChildProcess process = null;
		boolean started = false;
		try {
			// For everybody: the workers of a front end that root starts are somebody
			// else
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			process = ChildProcess.start(directory, preparation.prepare(directory));
			process.await(ready);
			started = true;
			return new FrontEndProcess(process, directory, ports);
		}
		finally {
			if (!started) {
				abandon(process, directory);
			}
		}
	}

	private static void abandon(@Nullable ChildProcess process, Path directory) throws IOException {
		try {
			if (process != null) {
				process.kill();
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	/**
	 * Writes what a front end reads.
	 */
	@FunctionalInterface
	interface Preparation {

		/**
		 * Prepare the directory of a front end.
		 * @param directory the directory
		 * @return the command that starts the front end in it
		 */
		List<String> prepare(Path directory) throws IOException;

	}

}
