package io.fastcgi.engine.connection;

/**
 * Which protocols a listener speaks.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum ProtocolMode {

	/**
	 * FastCGI and SCGI, told apart by the first byte of a connection.
	 */
	AUTO,

	/**
	 * FastCGI only.
	 */
	FASTCGI,

	/**
	 * SCGI only.
	 */
	SCGI

}
