package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.http.MediaType;
import org.springframework.web.method.ControllerAdviceBean;

/**
 * Methods with {@code @ExceptionHandler}, in handler classes and in advice.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExceptionHandlers {

	private final Map<Class<?>, ExceptionHandlerClass> local = new LinkedHashMap<>();

	private final Map<ControllerAdviceBean, ExceptionHandlerClass> advice = new LinkedHashMap<>();

	private ExceptionHandlers() {
	}

	/**
	 * Find all methods.
	 * @param beanFactory where to look for advice
	 * @param handlers the beans with handler methods, by their class
	 * @param factory binds the methods of a bean of a class
	 */
	ExceptionHandlers(ListableBeanFactory beanFactory, Map<Class<?>, Object> handlers,
			BiFunction<Object, Class<?>, ExceptionHandlerClass> factory) {
		handlers.forEach((type, bean) -> this.local.put(type, factory.apply(bean, type)));
		for (ControllerAdviceBean bean : ControllerAdviceBean.findAnnotatedBeans(beanFactory)) {
			Class<?> type = Objects.requireNonNull(bean.getBeanType());
			this.advice.put(bean, factory.apply(bean.resolveBean(), type));
		}
	}

	static ExceptionHandlers none() {
		return new ExceptionHandlers();
	}

	/**
	 * Find the method for an exception.
	 * @param error the exception
	 * @param handlerType the class whose method failed, {@code null} if none was found
	 * for the request
	 * @param acceptable what the client accepts
	 * @return the method or {@code null} if there is none
	 */
	@Nullable ExceptionHandlerMethod find(Throwable error, @Nullable Class<?> handlerType, List<MediaType> acceptable) {
		for (ExceptionHandlerClass candidate : candidates(handlerType)) {
			ExceptionHandlerMethod method = candidate.find(error, acceptable);
			if (method != null) {
				return method;
			}
		}
		return null;
	}

	private List<ExceptionHandlerClass> candidates(@Nullable Class<?> handlerType) {
		List<ExceptionHandlerClass> candidates = new ArrayList<>();
		ExceptionHandlerClass own = (handlerType != null) ? this.local.get(handlerType) : null;
		if (own != null) {
			candidates.add(own);
		}
		this.advice.forEach((bean, methods) -> {
			if (bean.isApplicableToBeanType(handlerType)) {
				candidates.add(methods);
			}
		});
		return candidates;
	}

}
