package io.fastcgi.spring.handler;

import java.lang.annotation.Annotation;
import java.util.Optional;

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
record RequestBodyBinder(MessageConverters converters, @Nullable Validator validator) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		RequestBody annotation = parameter.getParameterAnnotation(RequestBody.class);
		return (annotation != null) ? new Body(this, parameter, annotation.required()) : null;
	}

	/**
	 * The body as an argument.
	 *
	 * @param binder what reads and validates
	 * @param parameter the parameter
	 * @param required whether a body has to be there
	 */
	private record Body(RequestBodyBinder binder, MethodParameter parameter, boolean required) implements Argument {

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.WHOLE;
		}

		@Override
		public @Nullable Object resolve(FastCgiRequest request) throws Exception {
			MethodParameter nested = this.parameter.nestedIfOptional();
			Object body = read(request, nested);
			if (body != null) {
				validate(body);
			}
			return (nested.getParameterType() == Optional.class) ? Optional.ofNullable(body) : body;
		}

		private @Nullable Object read(FastCgiRequest request, MethodParameter nested) throws Exception {
			byte[] bytes = request.gatheredBody();
			if (nested.getNestedParameterType() == byte[].class) {
				return bytes;
			}
			Object body = (bytes.length > 0)
					? this.binder.converters().read(request, ResolvableType.forMethodParameter(nested)) : null;
			if (body == null && this.required && !this.parameter.isOptional()) {
				throw new ServerWebInputException("The request body is missing", this.parameter);
			}
			return body;
		}

		private void validate(Object body) {
			Validator validator = this.binder.validator();
			Object[] hints = hints();
			if (validator == null || hints == null || !validator.supports(body.getClass())) {
				return;
			}
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

		private Object @Nullable [] hints() {
			for (Annotation annotation : this.parameter.getParameterAnnotations()) {
				Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
				if (hints != null) {
					return hints;
				}
			}
			return null;
		}

	}

}
