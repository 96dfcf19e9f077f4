package io.fastcgi.spring.handler.result;

import java.util.List;

import io.fastcgi.spring.handler.FastCgiResponse;
import io.fastcgi.spring.handler.message.BodyWriter;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * A problem (RFC 9457), whatever the client accepts.
 *
 * @param bodies writes it
 * @param setsStatus whether the status is that of the problem
 * @author FastCGI Spring Boot maintainers
 */
record ProblemResult(BodyWriter bodies, boolean setsStatus) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return ProblemDetail.class.isAssignableFrom(type) || ErrorResponse.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		FastCgiResponse response = context.response();
		if (result instanceof ErrorResponse error) {
			error.getHeaders().forEach((name, values) -> response.getHeaders().put(name, List.copyOf(values)));
			response.status(error.getStatusCode());
			this.bodies.writeProblem(error.getBody(), response);
		}
		else {
			ProblemDetail problem = (ProblemDetail) result;
			if (this.setsStatus) {
				response.status(HttpStatusCode.valueOf(problem.getStatus()));
			}
			this.bodies.writeProblem(problem, response);
		}
		context.complete();
	}

}
