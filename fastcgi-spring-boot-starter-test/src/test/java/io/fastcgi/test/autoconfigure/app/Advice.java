package io.fastcgi.test.autoconfigure.app;

import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Turns a failure into an answer.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ControllerAdvice
public class Advice {

	@ExceptionHandler
	ProblemDetail handle(IllegalStateException ex) {
		return ProblemDetail.forStatus(418);
	}

}
