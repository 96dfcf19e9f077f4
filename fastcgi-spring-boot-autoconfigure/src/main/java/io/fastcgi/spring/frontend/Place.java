package io.fastcgi.spring.frontend;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a front end connects to.
 *
 * @author FastCGI Spring Boot maintainers
 */
sealed interface Place {

	/**
	 * Return the place of a listener.
	 * @param address the address that it is bound to
	 * @return the place, or {@code null} if no front end can connect to the address, or
	 * none of their configurations could name it without doubt
	 */
	static @Nullable Place of(SocketAddress address) {
		if (address instanceof InetSocketAddress tcp) {
			return Tcp.of(tcp);
		}
		return (address instanceof UnixDomainSocketAddress unix) ? Unix.of(unix) : null;
	}

	/**
	 * Write the place as front ends want it.
	 * @param tcp writes a host and a port
	 * @param unix writes a path
	 * @param <T> what is written
	 * @return what one of them has written
	 */
	<T> T write(Function<Tcp, T> tcp, Function<Unix, T> unix);

	/**
	 * TCP.
	 *
	 * @param host the literal address
	 * @param port the port
	 * @param isAny whether the application listens on all addresses, of which the host is
	 * just one
	 */
	record Tcp(String host, int port, boolean isAny) implements Place {

		private static @Nullable Tcp of(InetSocketAddress address) {
			if (address.getAddress().isAnyLocalAddress()) {
				return new Tcp("127.0.0.1", address.getPort(), true);
			}
			if (address.getAddress() instanceof Inet6Address inet6 && inet6.getScopeId() != 0) {
				return null;
			}
			return new Tcp(AddressLiteral.of(address.getAddress()), address.getPort(), false);
		}

		@Override
		public <T> T write(Function<Tcp, T> tcp, Function<Unix, T> unix) {
			return tcp.apply(this);
		}

		@Override
		public String toString() {
			return ((this.host.contains(":")) ? "[%s]:%d" : "%s:%d").formatted(this.host, this.port);
		}

	}

	/**
	 * A Unix domain socket.
	 *
	 * @param path the absolute path
	 */
	record Unix(String path) implements Place {

		/**
		 * What means nothing but itself in any of the configurations. There is no space,
		 * quote, colon or dollar sign in it.
		 */
		private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}/._+=-]+");

		private static @Nullable Unix of(UnixDomainSocketAddress address) {
			if (address.getPath().toString().isEmpty()) {
				return null;
			}
			String path = address.getPath().toAbsolutePath().normalize().toString();
			return (PLAIN.matcher(path).matches()) ? new Unix(path) : null;
		}

		@Override
		public <T> T write(Function<Tcp, T> tcp, Function<Unix, T> unix) {
			return unix.apply(this);
		}

		@Override
		public String toString() {
			return this.path;
		}

	}

}
