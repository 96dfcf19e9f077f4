package io.fastcgi.spring.handler.dispatch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import io.fastcgi.engine.exchange.InputIncompleteException;
import io.fastcgi.engine.exchange.InputTooLargeException;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;
import io.fastcgi.spring.handler.validation.FieldProblem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Answers with a problem detail (RFC 9457) when a request cannot be served. What an
 * exception says is shown only if it was made to be shown.
 *
 * @param bodies writes the problem
 * @param reporting what the front end is told
 * @author FastCGI Spring Boot maintainers
 */
record ErrorWriter(BodyWriter bodies, ErrorReporting reporting) {

	private static final Log logger = LogFactory.getLog(ErrorWriter.class);

	/**
	 * Write a response for an exception.
	 * @param error the exception
	 * @param response where to write, not committed
	 * @throws IOException if the request was aborted
	 */
	void write(Throwable error, DefaultFastCgiResponse response) throws IOException {
		response.reset();
		ErrorResponse shown = shown(error);
		if (shown != null) {
			shown.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
		}
		HttpStatusCode status = status(error);
		response.status(status);
		this.bodies.writeProblem((shown != null) ? problem(error, shown) : problem(error, status), response);
	}

	private static ProblemDetail problem(Throwable error, ErrorResponse shown) {
		ProblemDetail problem = shown.getBody();
		if (error instanceof BindingResult result) {
			problem.setProperty("errors", errors(result));
		}
		return problem;
	}

	private static ProblemDetail problem(Throwable error, HttpStatusCode status) {
		ResponseStatus annotation = annotation(error);
		ProblemDetail problem = ProblemDetail.forStatus(status);
		if (annotation != null && !annotation.reason().isEmpty()) {
			problem.setDetail(annotation.reason());
		}
		return problem;
	}

	private static @Nullable ResponseStatus annotation(Throwable error) {
		return AnnotatedElementUtils.findMergedAnnotation(error.getClass(), ResponseStatus.class);
	}

	/**
	 * Tell the front end about an error, if it is to be told.
	 * @param error the error
	 * @param request the request, not ended
	 */
	void report(Throwable error, FastCgiRequest request) {
		switch (this.reporting) {
			case NONE -> {
			}
			case MESSAGE -> request.reportError(request + ": " + error);
			case STACK_TRACE -> {
				StringWriter trace = new StringWriter();
				error.printStackTrace(new PrintWriter(trace));
				request.reportError(request + ": " + trace);
			}
		}
	}

	/**
	 * Note that a method which was to handle an error failed itself.
	 * @param request the request
	 * @param error what it threw
	 */
	void handlerFailed(FastCgiRequest request, Throwable error) {
		logger.warn("Exception handler failed for " + request, error);
	}

	private static List<FieldProblem> errors(BindingResult result) {
		return result.getAllErrors().stream().map((error) -> {
			String field = (error instanceof FieldError fieldError) ? fieldError.getField() : error.getObjectName();
			return FieldProblem.of(field, error.getDefaultMessage());
		}).toList();
	}

	/**
	 * Return the status that an exception is answered with.
	 * @param error the exception
	 * @return the status code
	 */
	static HttpStatusCode status(Throwable error) {
		ErrorResponse shown = shown(error);
		if (shown != null) {
			return shown.getStatusCode();
		}
		ResponseStatus annotation = annotation(error);
		return (annotation != null) ? annotation.code() : HttpStatus.INTERNAL_SERVER_ERROR;
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
