package io.fastcgi.spring.handler.dispatch;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.result.ResultBinder;

import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;

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

	/**
	 * Results that are no content but a way to get it, which converters do not know.
	 */
	private static final Set<String> NO_CONTENT = Set.of(Callable.class.getName(), Future.class.getName(),
			Flow.Publisher.class.getName(), InputStream.class.getName(), "org.reactivestreams.Publisher");

	void requireSendable(ResolvableType resultType, ResultBinder results) {
		Class<?> raw = resultType.toClass();
		boolean noContent = NO_CONTENT.contains(raw.getName()) || ClassUtils.getAllInterfacesForClassAsSet(raw)
			.stream()
			.map(Class::getName)
			.anyMatch(NO_CONTENT::contains) || InputStream.class.isAssignableFrom(raw);
		if (noContent || !results.canWrite(resultType)) {
			throw invalid("returns %s, which cannot be sent".formatted(resultType),
					"Return void, String, byte[], Resource, ResponseEntity, a CompletionStage of these, or something "
							+ "that a message converter can write; JSON needs spring-boot-starter-jackson.");
		}
	}

	void requireDecision(ResolvableType resultType) {
		if (!ResponseEntity.class.isAssignableFrom(resultType.toClass())) {
			throw invalid(
					"has the role AUTHORIZER but returns %s, which does not say whether access is granted"
						.formatted(resultType),
					"Return a ResponseEntity: status 200 grants access, any other status denies it.");
		}
		if (needs(Argument.BodyNeed.WHOLE) || needs(Argument.BodyNeed.STREAM) || needs(Argument.BodyNeed.FLOW)) {
			throw invalid("has the role AUTHORIZER but reads the request body, which an authorizer is not sent",
					"Remove the parameter.");
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
