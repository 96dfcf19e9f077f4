package io.fastcgi.engine.exchange;

import java.util.Locale;

/**
 * Protocol that carries a request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum WireProtocol {

	/**
	 * FastCGI 1.0.
	 */
	FASTCGI,

	/**
	 * Simple Common Gateway Interface.
	 */
	SCGI;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
