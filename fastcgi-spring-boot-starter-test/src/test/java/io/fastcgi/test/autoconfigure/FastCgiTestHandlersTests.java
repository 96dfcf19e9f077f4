package io.fastcgi.test.autoconfigure;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.app.Advice;
import io.fastcgi.test.autoconfigure.app.ExampleApplication;
import io.fastcgi.test.autoconfigure.app.GreetingHandler;
import io.fastcgi.test.autoconfigure.app.Parts;
import io.fastcgi.test.autoconfigure.app.PlainHandler;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the attributes of {@link FastCgiTest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiTestHandlersTests {

	/**
	 * Only some handlers.
	 */
	@Nested
	@FastCgiTest(PlainHandler.class)
	@ContextConfiguration(classes = ExampleApplication.class)
	class Some {

		@Test
		void othersAreNotLoaded(@Autowired FastCgiTestClient client, @Autowired ApplicationContext context) {
			assertThat(client.get("/plain").send()).hasBodyText("plain");
			assertThat(client.get("/greetings/you").send()).hasStatus(404);
			assertThat(context.getBeanNamesForType(GreetingHandler.class)).isEmpty();
			assertThat(context.getBeanNamesForType(Advice.class)).hasSize(1);
		}

	}

	/**
	 * Only some handlers, found by the annotation on their class.
	 */
	@Nested
	@FastCgiTest(handlers = GreetingHandler.class,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.Greetings"))
	@ContextConfiguration(classes = ExampleApplication.class)
	class Others {

		@Test
		void includedBeansAreLoaded(@Autowired FastCgiTestClient client) {
			assertThat(client.get("/greetings/you").send()).bodyText().contains("Hello you");
			assertThat(client.get("/plain").send()).hasStatus(404);
		}

	}

	/**
	 * Properties and exclusions.
	 */
	@Nested
	@FastCgiTest(handlers = GreetingHandler.class, properties = { "example=1", "fastcgi.server.handle-sigterm=true" },
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.Greetings"),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Parts.OneConverter.class),
			excludeAutoConfiguration = ValidationAutoConfiguration.class)
	@ContextConfiguration(classes = ExampleApplication.class)
	class Customized {

		@Test
		void propertiesAndExclusionsCount(@Autowired Environment environment, @Autowired ApplicationContext context) {
			assertThat(environment.getProperty("example")).isEqualTo("1");
			assertThat(context.containsBean("fastCgiTerminationSignal")).isTrue();
			assertThat(context.getBeanNamesForType(Parts.OneConverter.class)).isEmpty();
			assertThat(context.getBeanNamesForType(Parts.AnotherConverter.class)).hasSize(1);
			assertThat(context.getBeanNamesForType(ValidationAutoConfiguration.class)).isEmpty();
		}

	}

	/**
	 * No default filters.
	 */
	@Nested
	@FastCgiTest(useDefaultFilters = false)
	@ContextConfiguration(classes = ExampleApplication.class)
	class Nothing {

		@Test
		void nothingIsLoaded(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(PlainHandler.class)).isEmpty();
			assertThat(context.getBeanNamesForType(Advice.class)).isEmpty();
		}

	}

}
