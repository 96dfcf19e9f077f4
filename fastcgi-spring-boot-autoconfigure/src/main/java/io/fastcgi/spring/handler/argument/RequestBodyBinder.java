package io.fastcgi.spring.handler.argument;

import java.util.Optional;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.message.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebInputException;

/**
 * Binds parameters that are annotated with {@link RequestBody @RequestBody}.
 *
 * @param converters read the body
 * @param validators validate it where the parameter asks for it
 * @author FastCGI Spring Boot maintainers
 */
record RequestBodyBinder(MessageConverters converters, ArgumentValidators validators) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		RequestBody annotation = parameter.getParameterAnnotation(RequestBody.class);
		if (annotation == null) {
			return null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(parameter.nestedIfOptional());
		Argument body = body(parameter, type, annotation.required() && !parameter.isOptional());
		boolean optional = parameter.getParameterType() == Optional.class;
		return (optional) ? new Body((request) -> Optional.ofNullable(body.resolve(request))) : body;
	}

	/**
	 * Return the body as an argument.
	 * @param parameter the parameter that takes it
	 * @param type what to convert it to
	 * @param required whether a body has to be there
	 * @return the argument
	 * @throws InvalidHandlerException if it cannot be converted
	 */
	Argument body(MethodParameter parameter, ResolvableType type, boolean required) {
		boolean raw = type.toClass() == byte[].class;
		if (!raw && !this.converters.canRead(type)) {
			throw Parameters.invalid(parameter, "has the type %s, which no message converter can read".formatted(type),
					"Use byte[] or String, or add a library for the format, such as spring-boot-starter-jackson.");
		}
		ArgumentValidator validator = this.validators.bind(parameter, type.toClass());
		return new Body((request) -> {
			byte[] bytes = request.gatheredBody();
			Object body = (bytes.length == 0) ? null : (raw) ? bytes : this.converters.read(request, type);
			if (body == null && required) {
				throw new ServerWebInputException("The request body is missing", parameter);
			}
			validator.validate(body, request);
			return body;
		});
	}

	/**
	 * Argument that needs the whole body.
	 *
	 * @param argument makes the argument of it
	 */
	record Body(Argument argument) implements Argument {

		@Override
		public @Nullable Object resolve(FastCgiRequest request) throws Exception {
			return this.argument.resolve(request);
		}

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.WHOLE;
		}

	}

}
