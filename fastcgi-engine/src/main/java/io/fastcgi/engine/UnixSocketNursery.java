package io.fastcgi.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Directory that nobody else can enter, in which a socket grows up until it has its
 * permissions. A socket listens as soon as it is bound, with permissions that depend on
 * the umask: at its own path it could be reached by the wrong people for a moment. The
 * directory is next to that path, so that the socket can be moved there.
 *
 * @param directory the directory
 * @author FastCGI Spring Boot maintainers
 */
record UnixSocketNursery(Path directory) implements AutoCloseable {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance("io.fastcgi.engine");

	/**
	 * Short, because the path of a socket must be.
	 */
	static final int NAME_LENGTH = ".xxxxxx/s".length();

	private static final int ATTEMPTS = 10;

	static UnixSocketNursery beside(Path path) throws IOException {
		for (int attempt = 1;; attempt++) {
			int random = ThreadLocalRandom.current().nextInt(0x1000000);
			Path directory = path.resolveSibling(".%06x".formatted(random));
			try {
				return new UnixSocketNursery(Files.createDirectory(directory, attributes(directory)));
			}
			catch (FileAlreadyExistsException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static FileAttribute<?>[] attributes(Path directory) {
		return (!UnixSocketFile.hasPermissions(directory)) ? new FileAttribute<?>[0] : new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) };
	}

	Path socket() {
		return this.directory.resolve("s");
	}

	/**
	 * Return where to put a socket that is in the way.
	 * @return a path at which there is nothing
	 */
	Path leftover() {
		return this.directory.resolve("o");
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(socket());
			Files.deleteIfExists(this.directory);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove {}. It is of no use any more", this.directory, ex);
		}
	}

}
