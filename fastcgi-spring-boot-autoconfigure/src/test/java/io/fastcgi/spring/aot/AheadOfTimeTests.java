package io.fastcgi.spring.aot;

import java.util.function.Consumer;

import io.fastcgi.spring.actuate.FastCgiDescriptor;
import io.fastcgi.spring.actuate.FastCgiEndpoint;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.autoconfigure.FastCgiEndpointAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiHandlerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerHealthAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerMetricsAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerObservationAutoConfiguration;
import io.fastcgi.test.FastCgiTestClient;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications whose beans were worked out ahead of time.
 *
 * @author FastCGI Spring Boot maintainers
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	@Test
	void servesHandlersOfEveryKindOfBean() {
		runAheadOfTime((context) -> {
			FastCgiTestClient client = FastCgiTestClient
				.toPort(context.getEnvironment().getRequiredProperty("local.fastcgi.server.port", Integer.class));
			assertThat(client.get("/plain").send().bodyAsString()).isEqualTo("plain");
			assertThat(client.get("/produced").send().bodyAsString()).isEqualTo("produced by a method");
			assertThat(client.get("/scoped").send().bodyAsString()).isEqualTo("scoped 1");
			assertThat(client.get("/scoped").send().bodyAsString()).isEqualTo("scoped 2");
			assertThat(client.get("/advised").send().bodyAsString()).isEqualTo("advised handler");
			assertThat(client.post("/json")
				.header("Content-Type", "application/json")
				.body("{\"text\":\"a\"}")
				.send()
				.bodyAsString()).isEqualTo("{\"text\":\"aa\"}");
		});
	}

	@Test
	void servesTheEndpointWithHintsForWhatItTells() {
		RuntimeHints hints = runAheadOfTime(
				(context) -> assertThat(context.getBean(FastCgiEndpoint.class).configuration("nginx"))
					.contains("fastcgi_pass"));
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(FastCgiEndpoint.class, "fastCgi"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(FastCgiDescriptor.RouteDescriptor.class, "handler")).accepts(hints);
	}

	@SuppressWarnings("unchecked")
	private static RuntimeHints runAheadOfTime(Consumer<GenericApplicationContext> test) {
		AnnotationConfigApplicationContext original = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("management.endpoints.web.exposure.include=fastcgi").applyTo(original);
		original.register(Application.class);
		TestGenerationContext generated = new TestGenerationContext();
		String initializer = new ApplicationContextAotGenerator().processAheadOfTime(original, generated)
			.reflectionName();
		generated.writeGeneratedContent();
		TestCompiler.forSystem().with(generated).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				TestPropertyValues.of("fastcgi.server.port=0").applyTo(context);
				compiled.getInstance(ApplicationContextInitializer.class, initializer).initialize(context);
				context.refresh();
				test.accept(context);
			}
		});
		return generated.getRuntimeHints();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			FastCgiEndpointAutoConfiguration.class, FastCgiServerHealthAutoConfiguration.class,
			FastCgiServerMetricsAutoConfiguration.class, FastCgiServerObservationAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
			ValidationAutoConfiguration.class })
	static class Application {

		@Bean
		Plain plain() {
			return new Plain();
		}

		@Bean
		Object produced() {
			return new Produced("a method");
		}

		@Bean
		@Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
		Scoped scoped(Counter counter) {
			return new Scoped(counter);
		}

		@Bean
		Counter counter() {
			return new Counter();
		}

		@Bean
		Advised advised() {
			return new Advised();
		}

		@Bean
		Json json() {
			return new Json();
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DefaultAdvisorAutoProxyCreator proxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DefaultPointcutAdvisor advisor() {
			MethodInterceptor interceptor = (invocation) -> "advised " + invocation.proceed();
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forClassAnnotation(Service.class),
					interceptor);
		}

	}

	static class Plain {

		@FastCgiHandler("/plain")
		String handle() {
			return "plain";
		}

	}

	static class Produced {

		private final String by;

		Produced(String by) {
			this.by = by;
		}

		@FastCgiHandler("/produced")
		String handle() {
			return "produced by " + this.by;
		}

	}

	static class Counter {

		private int count;

		int next() {
			return ++this.count;
		}

	}

	static class Scoped {

		private final int number;

		Scoped(Counter counter) {
			this.number = counter.next();
		}

		protected Scoped() {
			this.number = -1;
		}

		@FastCgiHandler("/scoped")
		String handle() {
			return "scoped " + this.number;
		}

	}

	@Service
	static class Advised {

		@FastCgiHandler("/advised")
		String handle() {
			return "handler";
		}

	}

	static class Json {

		@FastCgiHandler("/json")
		Body handle(@RequestBody Body body) {
			return new Body(body.text() + body.text());
		}

	}

	record Body(String text) {

	}

}
