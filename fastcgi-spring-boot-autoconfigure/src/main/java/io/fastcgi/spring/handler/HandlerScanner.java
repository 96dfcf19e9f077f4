package io.fastcgi.spring.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds annotated methods in beans.
 *
 * @param beanFactory where to look
 * @param factory makes routes of what is found
 * @author FastCGI Spring Boot maintainers
 */
record HandlerScanner(ListableBeanFactory beanFactory, HandlerFactory factory) {

	List<Route> scan() {
		List<Route> routes = new ArrayList<>();
		for (String name : this.beanFactory.getBeanNamesForType(Object.class)) {
			Class<?> type = (ScopedProxyUtils.isScopedTarget(name)) ? null : this.beanFactory.getType(name, false);
			if (type != null && isCandidate(ClassUtils.getUserClass(type))) {
				for (Method method : handlerMethods(ClassUtils.getUserClass(type))) {
					routes.addAll(this.factory.create(this.beanFactory.getBean(name), method));
				}
			}
		}
		rejectDuplicates(routes);
		return routes;
	}

	private static boolean isCandidate(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, FastCgiHandler.class);
	}

	private static Set<Method> handlerMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, FastCgiHandler.class));
	}

	private static void rejectDuplicates(List<Route> routes) {
		for (int i = 0; i < routes.size(); i++) {
			for (int j = i + 1; j < routes.size(); j++) {
				Route one = routes.get(i);
				Route other = routes.get(j);
				if (one.pattern().equals(other.pattern()) && one.conditions().equals(other.conditions())) {
					throw new InvalidHandlerException(
							"%s and %s serve the same requests: %s".formatted(one.handler().invoker().method(),
									other.handler().invoker().method(), one),
							"Give one of them another path, method, role or media type.");
				}
			}
		}
	}

}
