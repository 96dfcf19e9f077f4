package io.fastcgi.spring.handler.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.InputIncompleteException;
import io.fastcgi.engine.exchange.InputTooLargeException;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Answers with a problem detail (RFC 9457) when a request cannot be served. What an
 * exception says is shown only if it was made to be shown.
 *
 * @param bodies writes the problem
 * @author FastCGI Spring Boot maintainers
 */
record ErrorWriter(BodyWriter bodies) {

	/**
	 * Write a response for an exception.
	 * @param error the exception
	 * @param request the request
	 * @param response where to write, not committed
	 * @throws IOException if the request was aborted
	 */
	void write(Throwable error, FastCgiRequest request, DefaultFastCgiResponse response) throws IOException {
		ErrorResponse shown = shown(error);
		response.reset();
		if (shown == null) {
			response.status(HttpStatus.INTERNAL_SERVER_ERROR);
			this.bodies.writeProblem(ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR), response);
			return;
		}
		HttpHeaders headers = shown.getHeaders();
		headers.forEach((name, values) -> response.getHeaders().put(name, values));
		response.status(shown.getStatusCode());
		ProblemDetail problem = shown.getBody();
		if (error instanceof BindingResult result) {
			problem.setProperty("errors", errors(result));
		}
		this.bodies.writeProblem(problem, response);
	}

	private static List<Map<String, String>> errors(BindingResult result) {
		return result.getAllErrors().stream().map((error) -> {
			String field = (error instanceof FieldError fieldError) ? fieldError.getField() : error.getObjectName();
			return Map.of("field", field, "message", String.valueOf(error.getDefaultMessage()));
		}).toList();
	}

	/**
	 * Return the status that an exception is answered with.
	 * @param error the exception
	 * @return the status code
	 */
	static int status(Throwable error) {
		ErrorResponse shown = shown(error);
		return (shown != null) ? shown.getStatusCode().value() : HttpStatus.INTERNAL_SERVER_ERROR.value();
	}

	private static @Nullable ErrorResponse shown(Throwable error) {
		if (error instanceof ErrorResponse response) {
			return response;
		}
		if (error instanceof InputTooLargeException tooLarge) {
			return new ContentTooLargeException(tooLarge);
		}
		return (error instanceof InputIncompleteException)
				? new ServerWebInputException("The request body is not as long as announced", null, error) : null;
	}

}
