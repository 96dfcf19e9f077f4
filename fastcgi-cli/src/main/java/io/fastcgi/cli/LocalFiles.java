package io.fastcgi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads what options refer to.
 *
 * @param stdin what {@code -} stands for
 * @author FastCGI Spring Boot maintainers
 */
record LocalFiles(InputStream stdin) {

	// The text itself, or what it refers to if it begins with @
	byte[] contentOf(String argument) {
		return argument.startsWith("@") ? read(argument.substring(1)) : argument.getBytes(StandardCharsets.UTF_8);
	}

	// The same without line ends, as curl does it with forms that were edited by hand
	byte[] lineOf(String argument) {
		if (!argument.startsWith("@")) {
			return contentOf(argument);
		}
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (byte b : contentOf(argument)) {
			if (b != '\r' && b != '\n' && b != 0) {
				line.write(b);
			}
		}
		return line.toByteArray();
	}

	InputStream open(String name) {
		try {
			return name.equals("-") ? this.stdin : Files.newInputStream(Path.of(name));
		}
		catch (IOException ex) {
			throw unreadable(name, ex);
		}
	}

	// The number of bytes, or -1 if that is not known before the end, as of a pipe
	long sizeOf(String name) {
		if (name.equals("-")) {
			return -1;
		}
		try {
			BasicFileAttributes file = Files.readAttributes(Path.of(name), BasicFileAttributes.class);
			if (file.isDirectory()) {
				throw new Failure(ExitCode.CANNOT_READ, "'" + name + "' is a folder, not a file");
			}
			return file.isRegularFile() ? file.size() : -1;
		}
		catch (IOException ex) {
			throw unreadable(name, ex);
		}
	}

	private byte[] read(String name) {
		try (InputStream in = open(name)) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw unreadable(name, ex);
		}
	}

	private static Failure unreadable(String name, IOException ex) {
		String reason = (ex instanceof NoSuchFileException) ? "There is no such file" : ex.toString();
		return new Failure(ExitCode.CANNOT_READ, "Cannot read '" + name + "': " + reason);
	}

}
