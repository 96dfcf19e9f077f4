package io.fastcgi.spring.handler.argument;

import java.lang.annotation.Annotation;

import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.validation.MethodValidation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * Makes what validates an argument.
 *
 * @param validator the validator, if there is one
 * @param methods validates the arguments of methods that have constraints themselves
 * @author FastCGI Spring Boot maintainers
 */
record ArgumentValidators(@Nullable Validator validator, MethodValidation methods) {

	/**
	 * Return what validates the argument for a parameter.
	 * @param parameter the parameter
	 * @return the validator, which does nothing if the parameter does not ask for it
	 * @throws InvalidHandlerException if it does but there is no validator
	 */
	ArgumentValidator bind(MethodParameter parameter) {
		Object[] hints = hints(parameter);
		if (hints != null && this.validator == null) {
			throw Parameters.invalid(parameter, "is to be validated, but there is no validator",
					"Add spring-boot-starter-validation, or remove the annotation.");
		}
		boolean own = hints != null && !this.methods.includes(parameter);
		return new ArgumentValidator(parameter, (own) ? this.validator : null, hints, Parameters.hasErrors(parameter));
	}

	private static Object @Nullable [] hints(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				return hints;
			}
		}
		return null;
	}

}
