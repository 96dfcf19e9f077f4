package io.fastcgi.spring.handler.result;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Writes what a handler method returns, decided at start-up by its return type.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FunctionalInterface
public interface ResultWriter {

	/**
	 * Write a result.
	 * @param result what the method returned
	 * @param request the request
	 * @param response where to write; it is completed by the caller
	 * @throws Exception if the result cannot be written
	 */
	void write(@Nullable Object result, FastCgiRequest request, FastCgiResponse response) throws Exception;

	/**
	 * Return a writer that does not take nothing for an answer.
	 * @return a writer that fails when there is no result
	 */
	default ResultWriter requiringResult() {
		return (result, request, response) -> {
			Assert.state(result != null, "The handler returned nothing, which decides nothing");
			write(result, request, response);
		};
	}

}
