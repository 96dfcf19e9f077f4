package io.fastcgi.test;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Reads a response while it arrives.
 *
 * @param <T> what is made of the response
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see TestRequest#sendAndStream
 */
@FunctionalInterface
public interface ResponseReader<T extends @Nullable Object> {

	/**
	 * Reads the response.
	 * @param response the response, of which nothing may have arrived yet
	 * @return what is made of it
	 * @throws IOException if reading fails
	 */
	T read(StreamedResponse response) throws IOException;

}
