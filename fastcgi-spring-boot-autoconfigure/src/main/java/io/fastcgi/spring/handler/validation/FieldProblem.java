package io.fastcgi.spring.handler.validation;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a field of a request, as the client is told.
 *
 * @param field the name of the field
 * @param message what is wrong with it
 * @author FastCGI Spring Boot maintainers
 */
public record FieldProblem(String field, String message) {

	/**
	 * Create a problem.
	 * @param field the name of the field
	 * @param message what is wrong with it, if somebody says
	 * @return the problem
	 */
	public static FieldProblem of(String field, @Nullable String message) {
		return new FieldProblem(field, String.valueOf(message));
	}

}
