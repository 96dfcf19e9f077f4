package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.fastcgi.spring.annotation.FastCgiHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Finds annotated methods in beans.
 *
 * @param beanFactory where to look
 * @param factory makes routes of what is found
 * @author FastCGI Spring Boot maintainers
 */
record HandlerScanner(ConfigurableListableBeanFactory beanFactory, HandlerFactory factory) {

	private static final Log logger = LogFactory.getLog(HandlerScanner.class);

	/**
	 * Find all annotated methods.
	 * @param found told about each bean that has some, with its class
	 * @return the routes
	 */
	List<Route> scan(BiConsumer<Class<?>, Object> found) {
		List<RouteOfBean> routes = new ArrayList<>();
		for (String name : this.beanFactory.getBeanNamesForType(Object.class)) {
			Class<?> type = userType(name);
			if (type != null && isCandidate(type)) {
				Set<Method> methods = handlerMethods(type);
				if (!methods.isEmpty() || AnnotatedElementUtils.hasAnnotation(type, FastCgiHandler.class)) {
					warnAboutOtherMappings(type);
				}
				for (Method method : methods) {
					Object bean = this.beanFactory.getBean(name);
					this.factory.create(bean, type, method)
						.forEach((route) -> routes.add(new RouteOfBean(name, method, route)));
					found.accept(type, bean);
				}
			}
		}
		if (routes.isEmpty()) {
			logger.warn("No bean has a method with @FastCgiHandler, so all requests are refused. Write one, such as "
					+ "@FastCgiHandler(\"/hello\") String hello() { return \"Hello\"; } in a class with @FastCgiHandler "
					+ "or another @Component.");
		}
		new AmbiguousRoutes(routes).reject();
		return routes.stream().map(RouteOfBean::route).toList();
	}

	private @Nullable Class<?> userType(String name) {
		if (ScopedProxyUtils.isScopedTarget(name)) {
			return null;
		}
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private static boolean isCandidate(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, FastCgiHandler.class);
	}

	private static void warnAboutOtherMappings(Class<?> type) {
		if (AnnotatedElementUtils.hasAnnotation(type, Controller.class)) {
			return;
		}
		for (Method method : MethodIntrospector.selectMethods(type, (Method method) -> hasOtherMapping(method))) {
			logger.warn(
					"%s has a mapping of Spring MVC, which serves no FastCGI requests. Annotate it with @FastCgiHandler."
						.formatted(method.toGenericString()));
		}
	}

	private static boolean hasOtherMapping(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)
				&& !AnnotatedElementUtils.hasAnnotation(method, FastCgiHandler.class);
	}

	private static Set<Method> handlerMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, FastCgiHandler.class));
	}

}
