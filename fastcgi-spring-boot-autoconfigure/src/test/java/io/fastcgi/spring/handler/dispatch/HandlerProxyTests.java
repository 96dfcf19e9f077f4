package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.List;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.StubExchange;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.MethodMatcher;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for handlers behind proxies.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerProxyTests {

	@Test
	void callsThroughProxiesOfClasses() throws Throwable {
		assertThat(throughProxy(true, Proxied.class)).isEqualTo("advised handled");
	}

	@Test
	void callsThroughProxiesOfInterfaces() throws Throwable {
		assertThat(throughProxy(false, ProxiedByInterface.class)).isEqualTo("advised handled");
	}

	@Test
	void refusesMethodsThatAProxyHides() {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> throughProxy(true, ProxiedPrivate.class))
			.withMessageContaining("cannot be called through the proxy")
			.satisfies((ex) -> assertThat(ex.fix()).contains("spring.aop.proxy-target-class"));
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> throughProxy(false, HiddenByInterface.class))
			.withMessageContaining("cannot be called through the proxy");
	}

	private static Object throughProxy(boolean ofClass, Class<?> type) throws Throwable {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DefaultAdvisorAutoProxyCreator.class, () -> {
				DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
				creator.setProxyTargetClass(ofClass);
				return creator;
			});
			context.registerBean(DefaultPointcutAdvisor.class, HandlerProxyTests::advisor);
			context.registerBean(type);
			context.refresh();
			List<Route> routes = TestRoutes.of(context.getDefaultListableBeanFactory(), null);
			return routes.get(0).handler().invoker().invoke(StubExchange.get("/"));
		}
	}

	private static DefaultPointcutAdvisor advisor() {
		MethodMatcher handlers = new StaticMethodMatcherPointcut() {

			@Override
			public boolean matches(Method method, Class<?> targetClass) {
				return targetClass.getName().startsWith(HandlerProxyTests.class.getName());
			}

		};
		MethodInterceptor advice = (invocation) -> "advised " + invocation.proceed();
		return new DefaultPointcutAdvisor((StaticMethodMatcherPointcut) handlers, advice);
	}

	static class Proxied {

		private final String answer = "handled";

		@FastCgiHandler
		String handle() {
			return this.answer;
		}

	}

	interface Handles {

		String handle();

	}

	static class ProxiedByInterface implements Handles {

		private final String answer = "handled";

		@Override
		@FastCgiHandler
		public String handle() {
			return this.answer;
		}

	}

	static class ProxiedPrivate {

		@FastCgiHandler
		private String handle() {
			return "handled";
		}

	}

	public static class HiddenByInterface implements Runnable {

		@FastCgiHandler
		public String handle() {
			return "handled";
		}

		@Override
		public void run() {
		}

	}

}
