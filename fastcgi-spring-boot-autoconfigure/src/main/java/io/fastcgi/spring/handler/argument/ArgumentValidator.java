package io.fastcgi.spring.handler.argument;

import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Conventions;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.WebExchangeBindException;

/**
 * Validates an argument, and answers with what is wrong unless the method wants to know.
 *
 * @param parameter the parameter
 * @param validator the validator, {@code null} for none
 * @param hints the validation groups
 * @param hasErrors whether the next parameter takes the errors
 * @author FastCGI Spring Boot maintainers
 */
record ArgumentValidator(MethodParameter parameter, @Nullable Validator validator, Object @Nullable [] hints,
		boolean hasErrors) {

	/**
	 * Validate an argument that has no errors yet.
	 * @param value the argument
	 * @param request the request
	 * @throws WebExchangeBindException if it is not valid
	 */
	void validate(@Nullable Object value, FastCgiRequest request) {
		if (this.hasErrors || (value != null && this.validator != null)) {
			validate(value,
					new BeanPropertyBindingResult(value, Conventions.getVariableNameForParameter(this.parameter)),
					request);
		}
	}

	/**
	 * Validate an argument.
	 * @param value the argument
	 * @param result what is known to be wrong already
	 * @param request the request
	 * @throws WebExchangeBindException if there are errors
	 */
	void validate(@Nullable Object value, BindingResult result, FastCgiRequest request) {
		if (value != null && this.validator != null && this.validator.supports(value.getClass())) {
			if (this.validator instanceof SmartValidator smart && this.hints != null) {
				smart.validate(value, result, this.hints);
			}
			else {
				this.validator.validate(value, result);
			}
		}
		if (this.hasErrors) {
			ErrorsBinder.put(request, this.parameter, result);
		}
		else if (result.hasErrors()) {
			throw new WebExchangeBindException(this.parameter, result);
		}
	}

}
