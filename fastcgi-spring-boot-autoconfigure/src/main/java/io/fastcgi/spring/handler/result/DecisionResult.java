package io.fastcgi.spring.handler.result;

import java.util.List;

import io.fastcgi.spring.handler.AccessDecision;
import io.fastcgi.spring.handler.FastCgiResponse;
import io.fastcgi.spring.handler.message.BodyWriter;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The decision of an authorizer: status 200 grants access, any other denies it (FastCGI
 * 1.0, section 6.3).
 *
 * @param bodies writes why access is denied
 * @author FastCGI Spring Boot maintainers
 */
record DecisionResult(BodyWriter bodies) implements ResultHandler {

	private static final String VARIABLE = "Variable-";

	@Override
	public boolean handles(Class<?> type) {
		return AccessDecision.class.isAssignableFrom(type) || type == Boolean.class || type == boolean.class;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		FastCgiResponse response = context.response();
		if (result instanceof AccessDecision.Granted granted) {
			response.status(HttpStatus.OK);
			granted.variables().forEach((name, value) -> response.getHeaders().set(VARIABLE + name, value));
		}
		else if (result instanceof AccessDecision.Denied denied) {
			deny(denied, response);
		}
		else if (!((Boolean) result)) {
			deny(AccessDecision.denied(), response);
		}
		context.complete();
	}

	private void deny(AccessDecision.Denied denied, FastCgiResponse response) throws Exception {
		response.status(denied.status());
		denied.headers().forEach((name, values) -> response.getHeaders().put(name, List.copyOf(values)));
		ProblemDetail problem = ProblemDetail.forStatus(denied.status());
		problem.setDetail(denied.detail());
		this.bodies.writeProblem(problem, response);
	}

}
