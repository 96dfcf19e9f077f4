package io.fastcgi.engine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import io.fastcgi.engine.FastCgiBindException.Reason;

/**
 * Finds out whether a socket may be put at a path, and makes room for it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class UnixSocketPath {

	private static final int FILE_TYPE = 0170000;

	private static final int SOCKET = 0140000;

	private UnixSocketPath() {
	}

	static void check(Endpoint.Unix endpoint) throws IOException {
		Path path = endpoint.path();
		int length = requiredLength(path);
		if (length > maxLength()) {
			throw new FastCgiBindException(endpoint, Reason.PATH_TOO_LONG,
					"the path takes %d bytes, and the system allows %d".formatted(length, maxLength()), null);
		}
		if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			try {
				requireLeftover(path, endpoint);
			}
			catch (NoSuchFileException ex) {
				// Somebody else who starts as well has taken it away.
			}
		}
	}

	/**
	 * Take away the socket of a process that is gone. It is moved before it is looked at
	 * and removed: between a look and a removal, somebody else who starts as well could
	 * put a socket there that is in use.
	 * @param endpoint whose path is wanted
	 * @param elsewhere where to look at the socket
	 */
	static void clear(Endpoint.Unix endpoint, Path elsewhere) throws IOException {
		check(endpoint);
		try {
			Files.move(endpoint.path(), elsewhere, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			return;
		}
		try {
			requireLeftover(elsewhere, endpoint);
		}
		catch (IOException | RuntimeException ex) {
			Files.move(elsewhere, endpoint.path());
			throw ex;
		}
		Files.delete(elsewhere);
	}

	private static void requireLeftover(Path path, Endpoint.Unix endpoint) throws IOException {
		if (!isSocket(path)) {
			throw new FastCgiBindException(endpoint, Reason.NOT_A_SOCKET, "there is something that is not a socket",
					null);
		}
		if (isAnswered(path)) {
			throw inUse(endpoint);
		}
	}

	static FastCgiBindException inUse(Endpoint.Unix endpoint) {
		return new FastCgiBindException(endpoint, Reason.ADDRESS_IN_USE, "another process listens there", null);
	}

	private static int requiredLength(Path path) {
		// It is bound in its nursery first, which may have a longer name
		int name = length(path.getFileName());
		return length(path) - name + Math.max(name, UnixSocketNursery.NAME_LENGTH);
	}

	private static int length(Path path) {
		return path.toString().getBytes(StandardCharsets.UTF_8).length;
	}

	static int maxLength() {
		// The size of sun_path, without the two bytes that the JDK keeps free
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		return (system.contains("mac") || system.contains("bsd")) ? 102 : 106;
	}

	private static boolean isSocket(Path path) throws IOException {
		if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return false;
		}
		int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
		return (mode & FILE_TYPE) == SOCKET;
	}

	// Nobody listens if the system refuses the connection. Somebody does who has no room
	// for one more at the moment.
	private static boolean isAnswered(Path path) throws IOException {
		// In one step: asked twice, it may be gone at first and there again afterwards
		path.getFileSystem().provider().checkAccess(path, AccessMode.WRITE);
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.configureBlocking(false);
			channel.connect(UnixDomainSocketAddress.of(path));
			return true;
		}
		catch (ConnectException ex) {
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

}
