package io.fastcgi.test.autoconfigure;

import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.app.Advice;
import io.fastcgi.test.autoconfigure.app.ExampleApplication;
import io.fastcgi.test.autoconfigure.app.GreetingHandler;
import io.fastcgi.test.autoconfigure.app.Greetings;
import io.fastcgi.test.autoconfigure.app.Parts;
import io.fastcgi.test.autoconfigure.app.PlainHandler;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static io.fastcgi.test.json.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link FastCgiTest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiTest
@ContextConfiguration(classes = ExampleApplication.class)
class FastCgiTestTests {

	@MockitoBean
	private Greetings greetings;

	@Autowired
	private FastCgiTestClient client;

	@Autowired
	private ApplicationContext context;

	@Test
	void servesWithoutAPort() {
		given(this.greetings.greet("you")).willReturn("Goodbye");
		assertThat(this.client.get("/greetings/you").send()).hasStatusOk()
			.hasContentType("application/json")
			.body(json())
			.extractingPath("$.text")
			.isEqualTo("Goodbye");
		assertThat(this.client.scgi().get("/plain").send()).hasBodyText("plain");
		assertThat(this.context.getEnvironment().containsProperty("local.fastcgi.server.port")).isFalse();
		assertThat(this.context.getBean(FastCgiServerLifecycle.class).server()).satisfies((server) -> {
			assertThat(server.port()).isEqualTo(-1);
			assertThat(server.listeners()).singleElement().extracting("address").hasToString("memory");
		});
	}

	@Test
	void loadsHandlersAndWhatBelongsToThem() {
		for (Class<?> type : new Class<?>[] { GreetingHandler.class, PlainHandler.class, Advice.class,
				Parts.OneConverter.class, Parts.AnotherConverter.class, Parts.LocaleFormatter.class,
				Parts.TextConverter.class, Parts.Module.class, Parts.Serializers.class }) {
			assertThat(this.context.getBeanNamesForType(type)).as(type.getName()).hasSize(1);
		}
	}

	@Test
	void loadsNothingElse() {
		for (Class<?> type : new Class<?>[] { Parts.Other.class, Parts.Store.class, Parts.Settings.class }) {
			assertThat(this.context.getBeanNamesForType(type)).as(type.getName()).isEmpty();
		}
		assertThat(this.context.containsBean("setting")).isFalse();
		assertThat(this.context.containsBean("applicationTaskExecutor")).isFalse();
		assertThat(this.context.containsBean("fastCgiTerminationSignal")).isFalse();
	}

	@Test
	void configuresJsonConvertersAndValidation() {
		for (Class<?> type : new Class<?>[] { JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, ValidationAutoConfiguration.class }) {
			assertThat(this.context.getBeanNamesForType(type)).as(type.getName()).hasSize(1);
		}
		assertThat(AutoConfigurationPackages.has(this.context)).isTrue();
		assertThat(this.client.post("/notes").json("{\"text\":\"a\"}").send()).body(json()).isEqualTo("{'text':'a'}");
		assertThat(this.client.post("/notes").json("{\"text\":\"\"}").send()).hasStatus(400).isProblem();
	}

}
