package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The application behind a front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface Backend extends AutoCloseable {

	/**
	 * Return where the application listens on TCP, for tests if not for the front end.
	 * @return the port
	 */
	int port();

	/**
	 * Return the Unix domain socket that the application listens on.
	 * @return the socket
	 */
	Path socket();

	/**
	 * Return what starts the application if that is left to the front end.
	 * @return a program
	 */
	Path program();

	/**
	 * Return who asks the application without a front end.
	 * @return the client
	 */
	ControlClient control();

	/**
	 * Start the application if it does not run, and if it is not for the front end to
	 * start it.
	 */
	void start();

	/**
	 * Stop the application.
	 */
	void stop();

	/**
	 * Say that the front end is gone. Nothing that it has started may stay behind.
	 */
	default void frontEndHasEnded() throws IOException {
		control().close();
	}

	@Override
	default void close() throws IOException {
		stop();
	}

}
