package io.fastcgi.spring.handler.result;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * How the front end is told to send a file.
 *
 * @param method what the front end understands
 * @param root where the files are; none elsewhere is sent
 * @param prefix the path under which the front end finds them, for
 * {@link Method#X_ACCEL_REDIRECT}
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record SendFileOptions(Method method, Path root, String prefix) {

	/**
	 * Create the options.
	 * @param method what the front end understands
	 * @param root where the files are; none elsewhere is sent
	 * @param prefix the path under which the front end finds them
	 */
	public SendFileOptions {
		root = root.toAbsolutePath().normalize();
		prefix = (prefix.endsWith("/")) ? prefix.substring(0, prefix.length() - 1) : prefix;
	}

	/**
	 * Return options with which files are sent from here.
	 * @param root where the files are
	 * @return the options
	 */
	public static SendFileOptions none(Path root) {
		return new SendFileOptions(Method.NONE, root, "");
	}

	@Nullable String header() {
		return switch (this.method) {
			case NONE -> null;
			case X_ACCEL_REDIRECT -> "X-Accel-Redirect";
			case X_SENDFILE -> "X-Sendfile";
		};
	}

	String location(Path file) {
		return (this.method == Method.X_ACCEL_REDIRECT)
				? this.prefix + "/" + this.root.relativize(file).toString().replace('\\', '/') : file.toString();
	}

	/**
	 * Header that a front end understands.
	 */
	public enum Method {

		/**
		 * None: the file is sent from here.
		 */
		NONE,

		/**
		 * nginx: the path of an internal location.
		 */
		X_ACCEL_REDIRECT,

		/**
		 * lighttpd, and Apache with mod_xsendfile: the path of the file.
		 */
		X_SENDFILE

	}

}
