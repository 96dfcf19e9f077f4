package io.fastcgi.spring.handler.dispatch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.StubExchange;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerScanner} and for what {@link HandlerFactory} makes of it.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerScannerTests {

	@Test
	void warnsAboutMappingsThatServeNothing(CapturedOutput output) {
		TestRoutes.of(new MixedUp());
		assertThat(output).contains("MixedUp.get() has a mapping of Spring MVC").doesNotContain("MixedUp.handle()");
	}

	@Test
	void findsAnnotatedMethodsOfAnyVisibilityOnly() {
		assertThat(TestRoutes.of(new Visibilities())).extracting((route) -> route.pattern().getPatternString())
			.containsExactlyInAnyOrder("/private", "/package", "/protected", "/public", "/static");
	}

	@Test
	void combinesClassAndMethod() {
		assertThat(TestRoutes.of(new Prefixed())).extracting(Object::toString)
			.containsExactlyInAnyOrder("RESPONDER [PUT] /a", "RESPONDER [PUT] /b", "RESPONDER [GET] /a/{id}",
					"RESPONDER [GET] /b/{id}");
		assertThat(TestRoutes.of(new Prefixed()))
			.allSatisfy((route) -> assertThat(route.conditions().produces()).containsExactly(MediaType.TEXT_PLAIN));
		assertThat(TestRoutes.of(new Authorizers())).extracting(Object::toString)
			.containsExactlyInAnyOrder("AUTHORIZER [] /**");
	}

	@Test
	void understandsComposedAnnotations() {
		assertThat(TestRoutes.of(new Composed())).singleElement().satisfies((route) -> {
			assertThat(route.pattern()).hasToString("/api/notes");
			assertThat(route.conditions().methods()).containsExactly(HttpMethod.GET);
			assertThat(route.conditions().produces()).containsExactly(MediaType.APPLICATION_JSON);
		});
	}

	@Test
	void findsInheritedAndOverriddenMethodsOnce() {
		List<Route> routes = TestRoutes.of(new Sub());
		assertThat(routes).extracting((route) -> route.pattern().getPatternString())
			.containsExactlyInAnyOrder("/sub/inherited", "/sub/overridden", "/sub/generic", "/sub/interface/{id}");
		assertThat(routes).filteredOn((route) -> route.pattern().getPatternString().contains("overridden"))
			.singleElement()
			.satisfies((route) -> assertThat(route.handler().invoker().invoke(StubExchange.get("/"))).isEqualTo("sub"));
	}

	@Test
	void resolvesTypeVariablesOfAGenericSuperclass() throws Throwable {
		Route generic = TestRoutes.of(new Sub())
			.stream()
			.filter((route) -> route.pattern().getPatternString().endsWith("generic"))
			.findFirst()
			.orElseThrow();
		DefaultFastCgiRequest request = StubExchange.request("POST", "/", "CONTENT_TYPE", "application/json");
		request.gatheredBody("{\"name\":\"Ann\"}".getBytes());
		assertThat(generic.handler().invoker().invoke(request)).isEqualTo(new Person("Ann"));
	}

	@Test
	void bindsParametersThatAnInterfaceAnnotates() throws Throwable {
		Route route = TestRoutes.of(new Sub())
			.stream()
			.filter((it) -> it.pattern().getPatternString().contains("interface"))
			.findFirst()
			.orElseThrow();
		DefaultFastCgiRequest request = StubExchange.get("/");
		request.matched(route.pattern(), Map.of("id", "7"));
		assertThat(route.handler().invoker().invoke(request)).isEqualTo(7L);
	}

	@Test
	void looksAtBeansThatAreLazyAndSkipsThoseWithoutHandlers() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("lazy",
				BeanDefinitionBuilder.genericBeanDefinition(Lazy.class).setLazyInit(true).getBeanDefinition());
		beanFactory.registerBeanDefinition("other",
				BeanDefinitionBuilder.genericBeanDefinition(NeverInstantiated.class)
					.setLazyInit(true)
					.getBeanDefinition());
		assertThat(TestRoutes.of(beanFactory, null)).hasSize(1);
	}

	public static class Visibilities {

		@FastCgiHandler("/private")
		private void first() {
		}

		@FastCgiHandler("/package")
		void second() {
		}

		@FastCgiHandler("/protected")
		protected void third() {
		}

		@FastCgiHandler("/public")
		public void fourth() {
		}

		@FastCgiHandler("/static")
		static void fifth() {
		}

		public void notAHandler() {
		}

	}

	@FastCgiHandler(path = { "/a", "/b" }, produces = "text/plain", method = RequestMethod.PUT)
	static class Prefixed {

		@FastCgiHandler
		void root() {
		}

		@FastCgiHandler(path = "{id}", method = RequestMethod.GET)
		void one(@PathVariable String id) {
		}

	}

	@FastCgiHandler(role = Role.AUTHORIZER)
	static class Authorizers {

		@FastCgiHandler
		ResponseEntity<Void> authorize() {
			return ResponseEntity.ok().build();
		}

	}

	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@FastCgiHandler(method = RequestMethod.GET, produces = "application/json")
	@interface GetJson {

		@AliasFor(annotation = FastCgiHandler.class, attribute = "path")
		String value();

	}

	@GetJson("/api")
	static class Composed {

		@GetJson("/notes")
		List<String> notes() {
			return List.of();
		}

	}

	@FastCgiHandler("/sub")
	abstract static class Base<T> {

		@FastCgiHandler("/inherited")
		String inherited() {
			return "base";
		}

		@FastCgiHandler("/overridden")
		Object overridden() {
			return "base";
		}

		@FastCgiHandler("/generic")
		T generic(@RequestBody T body) {
			return body;
		}

	}

	interface Api {

		@FastCgiHandler("/interface/{id}")
		Object fromInterface(@PathVariable long id);

	}

	static class Sub extends Base<Person> implements Api {

		@Override
		String overridden() {
			return "sub";
		}

		@Override
		public Long fromInterface(long id) {
			return id;
		}

	}

	record Person(String name) {

	}

	static class Lazy {

		private final String answer = "handled";

		@FastCgiHandler
		String handle() {
			return this.answer;
		}

	}

	@Component
	static class NeverInstantiated {

		NeverInstantiated() {
			throw new IllegalStateException("There is no handler in here");
		}

	}

	static class MixedUp {

		@GetMapping("/get")
		void get() {
		}

		@FastCgiHandler("/handle")
		void handle() {
		}

	}

}
