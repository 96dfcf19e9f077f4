package io.fastcgi.spring.handler.result;

import org.springframework.core.ResolvableType;

/**
 * Knows how one kind of result becomes a response.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface ResultHandler {

	/**
	 * Return whether results of a class are of this kind.
	 * @param type the class
	 * @return whether to call the other methods
	 */
	boolean handles(Class<?> type);

	/**
	 * Handle a result, in whatever time it takes.
	 * @param result the result
	 * @param type its type as far as it was declared
	 * @param writer writes what is inside of the result
	 * @param context the request
	 * @throws Exception if it cannot be handled
	 */
	void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) throws Exception;

	/**
	 * Return whether results can be sent, as far as their type says.
	 * @param type the declared type
	 * @param writer knows about what is inside of the result
	 * @return {@code false} if it is certain that every request would fail
	 */
	default boolean isSendable(ResolvableType type, ResultWriter writer) {
		return true;
	}

}
