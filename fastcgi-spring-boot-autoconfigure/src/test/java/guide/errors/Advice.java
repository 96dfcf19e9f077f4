package guide.errors;

import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

// tag::advice[]
@RestControllerAdvice
class Advice {

	@ExceptionHandler
	ProblemDetail unsupported(UnsupportedOperationException ex, FastCgiRequest request) {
		request.reportError("Somebody wants what we do not have: " + request);
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_IMPLEMENTED, "Not yet");
	}

}
// end::advice[]
