package io.fastcgi.spring.handler.validation;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidator;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * What is checked when a handler method is called.
 *
 * @param type the class of the bean, without a proxy around it
 * @param method the method
 * @param arguments validates the arguments, {@code null} if they have no constraints
 * @param result validates the result, {@code null} if it has no constraints
 * @param jakarta whether there can be exceptions of Bean Validation
 * @author FastCGI Spring Boot maintainers
 */
public record MethodChecks(Class<?> type, HandlerMethod method, @Nullable MethodValidator arguments,
		@Nullable MethodValidator result, boolean jakarta) {

	/**
	 * Check the arguments. What is wrong with one that is followed by its binding result
	 * is added there.
	 * @param bean the bean
	 * @param values the arguments
	 * @throws HandlerMethodValidationException if an argument is invalid
	 */
	public void checkArguments(Object bean, @Nullable Object[] values) {
		if (this.arguments == null) {
			return;
		}
		Object target = target(bean);
		try {
			this.arguments.applyArgumentValidation(target, this.method.getMethod(), this.method.getMethodParameters(),
					values, groups(target));
		}
		catch (HandlerMethodValidationException ex) {
			throw explained(ex);
		}
	}

	/**
	 * Check the result.
	 * @param bean the bean
	 * @param value the result
	 * @throws HandlerMethodValidationException if it is invalid, which is an error of the
	 * server
	 */
	public void checkResult(Object bean, @Nullable Object value) {
		if (this.result != null) {
			Object target = target(bean);
			this.result.applyReturnValueValidation(target, this.method.getMethod(), this.method.getReturnType(), value,
					groups(target));
		}
	}

	private Class<?>[] groups(Object target) {
		return ValidationAnnotationUtils.determineValidationGroups(target, this.method.getMethod());
	}

	private static Object target(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		return (target != null) ? target : bean;
	}

	/**
	 * Turn what a validating proxy around the bean throws into an answer.
	 * @param thrown what was thrown
	 * @return what to throw in its place
	 */
	public Throwable translate(Throwable thrown) {
		if (thrown instanceof MethodValidationException invalid && this.type.isInstance(invalid.getTarget())) {
			return explained(new HandlerMethodValidationException(invalid));
		}
		return (this.jakarta) ? ConstraintViolations.translate(thrown, this.type) : thrown;
	}

	private static HandlerMethodValidationException explained(HandlerMethodValidationException invalid) {
		if (!invalid.isForReturnValue()) {
			invalid.getBody().setProperty("errors", ArgumentErrors.of(invalid));
		}
		return invalid;
	}

}
