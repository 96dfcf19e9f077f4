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
	 * The only annotation that validation of the whole method follows, and not into
	 * wrappers.
	 */
	private static final String VALID = "jakarta.validation.Valid";

	/**
	 * Return what validates the argument for a parameter.
	 * @param parameter the parameter
	 * @param type the class of what is validated, which may be wrapped in the argument
	 * @return the validator, which does nothing if the parameter does not ask for it
	 * @throws InvalidHandlerException if it does but there is no validator
	 */
	ArgumentValidator bind(MethodParameter parameter, Class<?> type) {
		boolean hasErrors = Parameters.hasErrors(parameter);
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				requireValidator(parameter);
				boolean included = annotation.annotationType().getName().equals(VALID)
						&& parameter.getParameterType() == type && this.methods.includes(parameter);
				return new ArgumentValidator(parameter, (included) ? null : this.validator, hints, hasErrors);
			}
		}
		return new ArgumentValidator(parameter, null, null, hasErrors);
	}

	private void requireValidator(MethodParameter parameter) {
		if (this.validator == null) {
			throw Parameters.invalid(parameter, "is to be validated, but there is no validator",
					"Add spring-boot-starter-validation, or remove the annotation.");
		}
	}

}
