package io.fastcgi.spring.handler.dispatch;

import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.Pattern;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FilterData;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.result.ResultWriter;

import org.springframework.core.ResolvableType;

/**
 * Finds what would fail with every request, or wait for ever, when it can still be told
 * to a programmer.
 *
 * @param method the handler method
 * @param description what its annotations say
 * @param arguments where its arguments come from
 * @author FastCGI Spring Boot maintainers
 */
record HandlerChecks(Method method, HandlerDescription description, Argument[] arguments) {

	void requireSendable(ResolvableType resultType, ResultWriter writer) {
		if (!writer.isSendable()) {
			throw invalid("returns %s, which cannot be sent".formatted(resultType),
					"Return void, String, byte[], Resource, ResponseEntity, a CompletionStage or publisher of these, a "
							+ "StreamingBody, or something that a message converter can write; JSON needs "
							+ "spring-boot-starter-jackson. For a type of your own, define a bean of type ResultAdapter.");
		}
	}

	void requireDecision(ResolvableType resultType, ResultWriter writer) {
		if (!writer.isSendable()) {
			throw invalid(
					"has the role AUTHORIZER but returns %s, which does not say whether access is granted"
						.formatted(resultType),
					"Return an AccessDecision, a boolean or a ResponseEntity, whose status 200 grants access; or return "
							+ "void, and throw an exception to deny it.");
		}
		if (needs(Argument.BodyNeed.WHOLE) || needs(Argument.BodyNeed.STREAM) || needs(Argument.BodyNeed.FLOW)) {
			throw invalid("has the role AUTHORIZER but reads the request body, which an authorizer is not sent",
					"Remove the parameter.");
		}
	}

	void requireFilterForData() {
		boolean readsData = Arrays.asList(this.method.getParameterTypes()).contains(FilterData.class);
		if (readsData && this.description.conditions().role() != Role.FILTER) {
			throw invalid(
					"has the role %s but wants FilterData, which only a filter is sent"
						.formatted(this.description.conditions().role()),
					"Set 'role = Role.FILTER', or remove the parameter.");
		}
	}

	void requireNoWaiting(boolean blocking) {
		if (!blocking && needs(Argument.BodyNeed.STREAM)) {
			throw invalid("runs on the event loop but reads an InputStream, a Reader or files, which may have to wait",
					"Set 'execution = Execution.BLOCKING', or bind the body with @RequestBody.");
		}
	}

	void requireNoWaitingWriter(boolean blocking) {
		if (!blocking && Arrays.stream(this.method.getParameterTypes())
			.anyMatch((type) -> type == OutputStream.class || Writer.class.isAssignableFrom(type))) {
			throw invalid("runs on the event loop but writes to an OutputStream or a Writer, which may have to wait",
					"Set 'execution = Execution.BLOCKING', or return the body.");
		}
	}

	private boolean needs(Argument.BodyNeed need) {
		return Arrays.stream(this.arguments).anyMatch((argument) -> argument.bodyNeed() == need);
	}

	void requirePathVariables() {
		for (Argument argument : this.arguments) {
			String variable = argument.requiredPathVariable();
			if (variable != null && !isInPattern(variable)) {
				throw invalid("wants the path variable '%s', which is not in %s".formatted(variable,
						this.description.patterns()), "Correct the name, or add the variable to the path.");
			}
		}
	}

	private boolean isInPattern(String variable) {
		Pattern declaration = Pattern.compile("\\{\\*?" + Pattern.quote(variable) + "[:}]");
		return this.description.patterns()
			.stream()
			.anyMatch((pattern) -> declaration.matcher(pattern.getPatternString()).find());
	}

	private InvalidHandlerException invalid(String problem, String fix) {
		return new InvalidHandlerException(this.method.toGenericString() + " " + problem, fix);
	}

}
