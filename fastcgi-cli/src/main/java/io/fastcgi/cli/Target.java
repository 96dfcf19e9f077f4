package io.fastcgi.cli;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and what is asked of it.
 *
 * @param protocol the protocol that the scheme names, or {@code null} without a scheme
 * @param address where the server listens
 * @param path the path and the query, not decoded
 * @author FastCGI Spring Boot maintainers
 */
record Target(@Nullable Protocol protocol, SocketAddress address, String path) {

	private static final Pattern TCP = Pattern
		.compile("(?<host>\\[[0-9A-Fa-f:.%]+\\]|[^\\[\\]:/?]+):(?<port>\\d{1,5})(?<path>[/?].*)?", Pattern.DOTALL);

	private static final Pattern UNIX = Pattern.compile("unix:(?<socket>.+?)(:(?<path>/.*))?", Pattern.DOTALL);

	static Target parse(String text) {
		for (Protocol protocol : Protocol.values()) {
			if (text.startsWith(protocol.scheme())) {
				return parse(protocol, text.substring(protocol.scheme().length()));
			}
		}
		return parse(null, text);
	}

	static Target onSocket(Path socket, String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException(
					"With --unix-socket the target is a path, such as /hello?x=1, not '" + path + "'");
		}
		return new Target(null, UnixDomainSocketAddress.of(socket), path);
	}

	private static Target parse(@Nullable Protocol protocol, String text) {
		Matcher unix = UNIX.matcher(text);
		if (unix.matches()) {
			return new Target(protocol, UnixDomainSocketAddress.of(unix.group("socket")), path(unix));
		}
		Matcher tcp = TCP.matcher(text);
		if (tcp.matches() && Integer.parseInt(tcp.group("port")) <= 0xFFFF) {
			InetSocketAddress address = new InetSocketAddress(tcp.group("host"), Integer.parseInt(tcp.group("port")));
			return new Target(protocol, address, path(tcp));
		}
		throw new IllegalArgumentException("'" + text + "' is no target. It looks like HOST:PORT/path?query (the port "
				+ "is often 9000 for FastCGI, 4000 for SCGI) or unix:/path/to.sock:/path?query");
	}

	private static String path(Matcher matcher) {
		String path = matcher.group("path");
		if (path == null) {
			return "/";
		}
		return path.startsWith("?") ? "/" + path : path;
	}

	// The address as it is put on the command line.
	String place() {
		if (this.address instanceof InetSocketAddress tcp) {
			String host = tcp.getHostString();
			return (host.contains(":") ? "[" + host + "]" : host) + ":" + tcp.getPort();
		}
		return "unix:" + this.address;
	}

}
