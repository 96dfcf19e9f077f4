package io.fastcgi.spring.autoconfigure;

import java.util.Locale;

import io.fastcgi.engine.transport.Transport;

/**
 * The native library of a transport.
 *
 * @param name the name of the transport, as in properties and artifacts
 * @param forMac whether the library is one for macOS, and not for Linux
 * @author FastCGI Spring Boot maintainers
 */
record NativeLibrary(String name, boolean forMac) {

	static NativeLibrary of(Transport transport) {
		return new NativeLibrary(transport.name().toLowerCase(Locale.ROOT), transport == Transport.KQUEUE);
	}

	/**
	 * Return whether the library can work on a system at all.
	 * @param osName the value of {@code os.name}
	 * @return whether it is for this system
	 */
	boolean isFor(String osName) {
		return osName.toLowerCase(Locale.ROOT).startsWith((this.forMac) ? "mac" : "linux");
	}

	/**
	 * Return whether the library is on the class path.
	 * @param osArch the value of {@code os.arch}
	 * @param classLoader where to look
	 * @return whether it is there
	 */
	boolean isPresent(String osArch, ClassLoader classLoader) {
		String file = "META-INF/native/libnetty_transport_native_%s%s_%s.%s".formatted(this.name,
				(this.name.equals("io_uring")) ? "42" : "", architecture(osArch), (this.forMac) ? "jnilib" : "so");
		return classLoader.getResource(file) != null;
	}

	/**
	 * Return the dependency to add.
	 * @param osArch the value of {@code os.arch}
	 * @return the dependency, for Maven
	 */
	String dependency(String osArch) {
		return """
				<dependency>
				    <groupId>io.netty</groupId>
				    <artifactId>netty-transport-native-%s</artifactId>
				    <classifier>%s-%s</classifier>
				    <scope>runtime</scope>
				</dependency>""".formatted(this.name, (this.forMac) ? "osx" : "linux", architecture(osArch));
	}

	private static String architecture(String osArch) {
		return switch (osArch) {
			case "amd64" -> "x86_64";
			case "aarch64" -> "aarch_64";
			default -> osArch;
		};
	}

}
