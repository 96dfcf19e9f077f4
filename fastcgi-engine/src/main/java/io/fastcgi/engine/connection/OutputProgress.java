package io.fastcgi.engine.connection;

/**
 * Told what was sent of a response. Called on the event loop.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface OutputProgress {

	/**
	 * Something was sent.
	 */
	void sent();

	/**
	 * Everything was sent of a response that breaks off.
	 * @return whether the connection is closed in place of an end of the response
	 */
	boolean breakOff();

	/**
	 * Everything was sent, with the end.
	 */
	void endSent();

}
