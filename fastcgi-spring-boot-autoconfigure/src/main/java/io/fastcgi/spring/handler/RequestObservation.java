package io.fastcgi.spring.handler;

/**
 * Watches one request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestObservation {

	/**
	 * End the observation. Called once, on any thread.
	 * @param outcome how the request ended
	 */
	void stop(RequestOutcome outcome);

	/**
	 * Run the handler method in the scope of the observation.
	 * @param handler calls the handler
	 */
	default void run(Runnable handler) {
		handler.run();
	}

}
