package io.fastcgi.engine.connection;

/**
 * What became of bytes that were put into an {@link InputQueue}.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum Appended {

	/**
	 * They can be read.
	 */
	TAKEN,

	/**
	 * For the first time, there were more than the front end announced.
	 */
	SURPLUS,

	/**
	 * There are more than is accepted.
	 */
	TOO_LONG

}
