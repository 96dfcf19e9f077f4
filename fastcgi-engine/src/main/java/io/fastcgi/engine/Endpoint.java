package io.fastcgi.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import io.fastcgi.engine.memory.InMemoryAddress;
import org.jspecify.annotations.Nullable;

/**
 * Place where a server listens. Prints as what an administrator would call it.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public sealed interface Endpoint {

	/**
	 * TCP, over IPv4 or IPv6.
	 *
	 * @param address the address, with port {@code 0} for any free one
	 */
	record Tcp(InetSocketAddress address) implements Endpoint {

		@Override
		public String toString() {
			return this.address.toString();
		}

	}

	/**
	 * Unix-domain socket. Who may connect is decided by the file: it has its permissions,
	 * owner and group before it appears at its path.
	 *
	 * @param path the path of the socket
	 * @param permissions the permissions of the file; who may write may connect. Ignored
	 * on file systems that have none
	 * @param owner the name or number of the user who is to own the file, which only root
	 * can decide, or {@code null} for the user of this process
	 * @param group the name or number of the group of the file, which the user has to be
	 * a member of, or {@code null} for what the system chooses
	 */
	record Unix(Path path, Set<PosixFilePermission> permissions, @Nullable String owner,
			@Nullable String group) implements Endpoint {

		/**
		 * Read and write for the owner and the group, nothing for others.
		 */
		public static final Set<PosixFilePermission> DEFAULT_PERMISSIONS = Set
			.copyOf(PosixFilePermissions.fromString("rw-rw----"));

		/**
		 * Check the path.
		 */
		public Unix {
			if (path.getFileName() == null || path.getFileName().toString().isEmpty()) {
				throw new IllegalArgumentException("The path of a socket must have a name");
			}
			permissions = Set.copyOf(permissions);
		}

		/**
		 * Return the same endpoint with other permissions.
		 * @param permissions the permissions
		 * @return the endpoint
		 */
		public Unix withPermissions(Set<PosixFilePermission> permissions) {
			return new Unix(this.path, permissions, this.owner, this.group);
		}

		/**
		 * Return the same endpoint with another owner.
		 * @param owner the name or number of a user, or {@code null}
		 * @return the endpoint
		 */
		public Unix withOwner(@Nullable String owner) {
			return new Unix(this.path, this.permissions, owner, this.group);
		}

		/**
		 * Return the same endpoint with another group.
		 * @param group the name or number of a group, or {@code null}
		 * @return the endpoint
		 */
		public Unix withGroup(@Nullable String group) {
			return new Unix(this.path, this.permissions, this.owner, group);
		}

		@Override
		public String toString() {
			return this.path.toString();
		}

	}

	/**
	 * Within this virtual machine, for tests. Nobody else can connect.
	 *
	 * @param address the address, by which clients connect
	 */
	record InMemory(InMemoryAddress address) implements Endpoint {

		@Override
		public String toString() {
			return this.address.toString();
		}

	}

	/**
	 * The socket on descriptor 0, on which whoever started this process listens already
	 * (FastCGI specification, section 2.2). It is borrowed: a server that stops leaves it
	 * open, so that connections wait there for the next process.
	 */
	record Inherited() implements Endpoint {

		/**
		 * Find the socket.
		 * @return the socket, or {@code null} if descriptor 0 is none that listens, so
		 * that this process was started in another way
		 * @throws IOException if descriptor 0 cannot be looked at
		 */
		static @Nullable ServerSocketChannel find() throws IOException {
			return (System.inheritedChannel() instanceof ServerSocketChannel inherited) ? inherited : null;
		}

		/**
		 * Return where the socket listens.
		 * @return the address, or {@code null} if descriptor 0 is no socket that listens,
		 * so that this process was started in another way
		 * @throws UncheckedIOException if descriptor 0 cannot be looked at
		 */
		public static @Nullable SocketAddress address() {
			try {
				ServerSocketChannel inherited = find();
				return (inherited != null) ? inherited.getLocalAddress() : null;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public String toString() {
			return "the socket inherited on descriptor 0";
		}

	}

}
