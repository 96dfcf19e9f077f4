package io.fastcgi.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

import io.fastcgi.engine.FastCgiBindException.Reason;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * File of a Unix-domain socket that this process listens on.
 *
 * @param path where it is
 * @param key tells it from a file that somebody else puts there
 * @author FastCGI Spring Boot maintainers
 */
record UnixSocketFile(Path path, @Nullable Object key) {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance("io.fastcgi.engine");

	/**
	 * Give a socket its permissions, owner and group, then put it where it belongs in one
	 * step, in place of what was left there. Of several who do so, one succeeds.
	 */
	static UnixSocketFile publish(UnixSocketNursery nursery, Endpoint.Unix endpoint) throws IOException {
		Path socket = nursery.socket();
		if (hasPermissions(socket)) {
			Files.setPosixFilePermissions(socket, endpoint.permissions());
			giveAway(socket, endpoint);
		}
		Object key = key(socket);
		UnixSocketPath.clear(endpoint, nursery.leftover());
		try {
			link(endpoint.path(), socket);
		}
		catch (FileAlreadyExistsException ex) {
			throw UnixSocketPath.inUse(endpoint);
		}
		return new UnixSocketFile(endpoint.path(), key);
	}

	// Unlike a move, a link never replaces anything
	private static void link(Path path, Path socket) throws IOException {
		try {
			Files.createLink(path, socket);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			logger.debug("There are no links at {}", path, ex);
			Files.move(socket, path);
		}
	}

	private static void giveAway(Path socket, Endpoint.Unix endpoint) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
		UserPrincipalLookupService users = socket.getFileSystem().getUserPrincipalLookupService();
		String name = endpoint.group();
		try {
			if (name != null) {
				view.setGroup(users.lookupPrincipalByGroupName(name));
			}
			name = endpoint.owner();
			if (name != null) {
				view.setOwner(users.lookupPrincipalByName(name));
			}
		}
		catch (UserPrincipalNotFoundException ex) {
			// Not every JDK gives the exception the name
			throw new FastCgiBindException(endpoint, Reason.UNKNOWN_OWNER,
					"there is no user or group '%s'".formatted(name), ex);
		}
		catch (FileSystemException ex) {
			throw new FastCgiBindException(endpoint, Reason.OWNER_DENIED,
					"the system does not allow that owner or group: " + ex.getReason(), ex);
		}
	}

	static boolean hasPermissions(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private static @Nullable Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

	/**
	 * Remove the file unless somebody else has put another one there.
	 */
	void remove() {
		try {
			if (Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)
					&& (this.key == null || this.key.equals(key(this.path)))) {
				Files.deleteIfExists(this.path);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot remove {}. The next start will, unless it is somebody else's", this.path, ex);
		}
	}

}
