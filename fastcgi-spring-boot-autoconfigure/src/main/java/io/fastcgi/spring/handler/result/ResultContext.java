package io.fastcgi.spring.handler.result;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;

/**
 * The request that a result is for, and how it goes on. A result is done with when
 * {@link #complete()} or {@link #fail} was called, on any thread.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface ResultContext {

	/**
	 * Return the request.
	 * @return the request
	 */
	FastCgiRequest request();

	/**
	 * Return where the result goes.
	 * @return the response
	 */
	DefaultFastCgiResponse response();

	/**
	 * Return what picks the media type of the response.
	 * @return the negotiation
	 */
	ContentNegotiation negotiation();

	/**
	 * Send what is left of the response and end the request.
	 */
	void complete();

	/**
	 * End the request because of an error.
	 * @param error what went wrong
	 */
	void fail(Throwable error);

	/**
	 * Do something that may block: here if that is allowed on this thread, with the
	 * executor if not.
	 * @param work what to do; the request fails with what it throws
	 */
	void execute(Work work);

	/**
	 * Work for a request.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Do it.
		 * @throws Throwable if it cannot be done
		 */
		void run() throws Throwable;

		/**
		 * Called in place of {@link #run()} if the request has ended before, to release
		 * what nobody will use. It must not throw anything.
		 */
		default void abandon() {
		}

	}

}
