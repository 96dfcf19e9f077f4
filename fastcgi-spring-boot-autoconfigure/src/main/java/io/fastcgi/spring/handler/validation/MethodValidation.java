package io.fastcgi.spring.handler.validation;

import java.lang.reflect.Method;

import io.fastcgi.spring.handler.InvalidHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;
import org.springframework.validation.method.MethodValidator;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidator;

/**
 * Validation of arguments and results of handler methods whose parameters or return
 * values have constraints themselves. Methods of classes with
 * {@link org.springframework.validation.annotation.Validated @Validated} are left to the
 * proxy around them.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class MethodValidation {

	private static final boolean JAKARTA = ClassUtils.isPresent("jakarta.validation.Validator",
			MethodValidation.class.getClassLoader());

	private final @Nullable MethodValidator validator;

	/**
	 * Create a new validation.
	 * @param validator what validates, if there is a validator
	 */
	public MethodValidation(@Nullable Validator validator) {
		this.validator = (validator != null && JAKARTA) ? methodValidator(validator) : null;
	}

	private static @Nullable MethodValidator methodValidator(Validator validator) {
		ConfigurableWebBindingInitializer initializer = new ConfigurableWebBindingInitializer();
		initializer.setValidator(validator);
		try {
			return HandlerMethodValidator.from(initializer, new DefaultParameterNameDiscoverer(),
					(parameter) -> parameter.hasParameterAnnotation(ModelAttribute.class),
					(parameter) -> parameter.hasParameterAnnotation(RequestParam.class));
		}
		catch (IllegalArgumentException ex) {
			// A validator of Spring that is not one of Bean Validation.
			return null;
		}
	}

	/**
	 * Return whether an argument is validated together with the others of its method, so
	 * that nobody else has to.
	 * @param parameter the parameter
	 * @return whether the method has constraints
	 */
	public boolean includes(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return method != null && describe(parameter.getContainingClass(), method).shouldValidateArguments();
	}

	/**
	 * Return what to check when a method is called.
	 * @param type the class of the bean, without a proxy around it
	 * @param method the method
	 * @return the checks
	 * @throws InvalidHandlerException if there are constraints but no validator
	 */
	public MethodChecks bind(Class<?> type, Method method) {
		HandlerMethod described = describe(type, method);
		boolean arguments = described.shouldValidateArguments();
		boolean result = described.shouldValidateReturnValue();
		if ((arguments || result) && this.validator == null) {
			throw new InvalidHandlerException(
					"%s has constraints, but there is no validator".formatted(method.toGenericString()),
					"Add spring-boot-starter-validation, or remove the constraints.");
		}
		return new MethodChecks(type, described, (arguments) ? this.validator : null, (result) ? this.validator : null,
				JAKARTA);
	}

	private static HandlerMethod describe(Class<?> type, Method method) {
		return new Described(new HandlerMethod("handler", new StaticListableBeanFactory() {

			@Override
			public Class<?> getType(String name) {
				return type;
			}

		}, method));
	}

	/**
	 * Method that has been looked at for constraints, which the framework does where it
	 * has a bean.
	 */
	private static final class Described extends HandlerMethod {

		Described(HandlerMethod method) {
			super(method, null, true);
		}

	}

}
