package io.fastcgi.spring.handler.argument;

import java.lang.annotation.Annotation;
import java.util.Optional;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.message.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Conventions;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Binds parameters that are annotated with {@link RequestBody @RequestBody}.
 *
 * @param converters read the body
 * @param validator validates it where the parameter asks for it, if there is one
 * @author FastCGI Spring Boot maintainers
 */
public record RequestBodyBinder(MessageConverters converters, @Nullable Validator validator) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		RequestBody annotation = parameter.getParameterAnnotation(RequestBody.class);
		if (annotation == null) {
			return null;
		}
		MethodParameter nested = parameter.nestedIfOptional();
		ResolvableType type = ResolvableType.forMethodParameter(nested);
		boolean raw = type.toClass() == byte[].class;
		if (!raw && !this.converters.canRead(type)) {
			throw invalid(parameter, "has the type %s, which no message converter can read".formatted(type),
					"Use byte[] or String, or add a library for the format, such as spring-boot-starter-jackson.");
		}
		Object[] hints = validationHints(parameter);
		if (hints != null && this.validator == null) {
			throw invalid(parameter, "is to be validated, but there is no validator",
					"Add spring-boot-starter-validation, or remove the annotation.");
		}
		return new Body(this, parameter, (raw) ? null : type, annotation.required() && !parameter.isOptional(), hints);
	}

	private static Object @Nullable [] validationHints(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				return hints;
			}
		}
		return null;
	}

	private static InvalidHandlerException invalid(MethodParameter parameter, String problem, String fix) {
		return new InvalidHandlerException("Parameter '%s' of %s %s".formatted(parameter.getParameterName(),
				parameter.getExecutable().toGenericString(), problem), fix);
	}

	/**
	 * The body as an argument.
	 *
	 * @param binder what reads and validates
	 * @param parameter the parameter
	 * @param type what to convert to, {@code null} for the bytes as they are
	 * @param required whether a body has to be there
	 * @param hints how to validate it, {@code null} for not at all
	 */
	private record Body(RequestBodyBinder binder, MethodParameter parameter, @Nullable ResolvableType type,
			boolean required, Object @Nullable [] hints) implements Argument {

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.WHOLE;
		}

		@Override
		public @Nullable Object resolve(FastCgiRequest request) throws Exception {
			Object body = read(request);
			if (body == null && this.required) {
				throw new ServerWebInputException("The request body is missing", this.parameter);
			}
			Validator validator = this.binder.validator();
			if (body != null && this.hints != null && validator != null && validator.supports(body.getClass())) {
				validate(body, validator, this.hints);
			}
			return (this.parameter.getParameterType() == Optional.class) ? Optional.ofNullable(body) : body;
		}

		private @Nullable Object read(FastCgiRequest request) throws Exception {
			byte[] bytes = request.gatheredBody();
			if (bytes.length == 0) {
				return null;
			}
			return (this.type != null) ? this.binder.converters().read(request, this.type) : bytes;
		}

		private void validate(Object body, Validator validator, Object[] hints) {
			BindingResult result = new BeanPropertyBindingResult(body,
					Conventions.getVariableNameForParameter(this.parameter));
			if (validator instanceof SmartValidator smart) {
				smart.validate(body, result, hints);
			}
			else {
				validator.validate(body, result);
			}
			if (result.hasErrors()) {
				throw new WebExchangeBindException(this.parameter, result);
			}
		}

	}

}
