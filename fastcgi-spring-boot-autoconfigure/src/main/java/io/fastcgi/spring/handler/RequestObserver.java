package io.fastcgi.spring.handler;

/**
 * Watches requests on their way through handlers.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestObserver {

	/**
	 * Begin to watch a request. Called on the event loop before a handler was looked for.
	 * @param request the request
	 * @return the observation of this request
	 */
	RequestObservation start(FastCgiRequest request);

	/**
	 * Return an observer that does not look.
	 * @return the observer
	 */
	static RequestObserver none() {
		return (request) -> (outcome) -> {
		};
	}

}
