package io.fastcgi.spring.handler;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.autoconfigure.FastCgiHandlerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerAutoConfiguration;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpEntity;
import org.springframework.validation.BindingResult;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for constraints of parameters and return values, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class MethodValidationTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Handlers.class, ValidatedHandlers.class, ValidatedService.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void checksSimpleArguments(FastCgiTestClient client) {
		assertThat(client.get("/simple/abc?p=1").header("X-A", "x").send().bodyAsString()).isEqualTo("1 abc x");
		TestResponse response = client.get("/simple/a?p=0").header("X-A", "").send();
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.bodyAsString())
			.contains("\"field\":\"p\"", "\"message\":\"must be greater than or equal to 1\"")
			.contains("\"field\":\"id\"")
			.contains("\"field\":\"X-A\"");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void checksElements(FastCgiTestClient client) {
		assertThat(json(client, "/elements", "[{\"name\":\"a\"},{\"name\":\"b\"}]").bodyAsString()).isEqualTo("2");
		assertThat(json(client, "/elements", "[{\"name\":\"a\"},{\"name\":\"\"}]").bodyAsString())
			.contains("\"status\":400", "\"field\":\"people[1].name\"");
		assertThat(client.get("/numbers?n=1&n=2").send().bodyAsString()).isEqualTo("[1, 2]");
		assertThat(client.get("/numbers?n=1&n=200").send().bodyAsString()).contains("\"status\":400",
				"\"field\":\"n[1]\"");
	}

	private static TestResponse json(FastCgiTestClient client, String target, String body) {
		return client.post(target).contentType("application/json").body(body).send();
	}

	@Test
	void checksTheBodyOnceWhereOtherArgumentsHaveConstraints() {
		int before = CountingValidator.calls;
		assertThat(json(application.client(), "/both?p=1", "{\"text\":\"x\"}").bodyAsString()).isEqualTo("x");
		assertThat(CountingValidator.calls - before).isEqualTo(1);
		assertThat(json(application.client(), "/both?p=0", "{\"text\":\"bad\"}").bodyAsString())
			.contains("\"field\":\"text\"", "\"field\":\"p\"");
		int middle = CountingValidator.calls;
		assertThat(json(application.client(), "/body", "{\"text\":\"x\"}").bodyAsString()).isEqualTo("x");
		assertThat(CountingValidator.calls - middle).isEqualTo(1);
	}

	/**
	 * Validation of the whole method does not look into these.
	 */
	@Test
	void checksWhatIsWrappedOrHasGroupsWhereOtherArgumentsHaveConstraints() {
		for (String target : List.of("/mono?p=1", "/optional?p=1", "/entity?p=1", "/groups?p=1")) {
			assertThat(json(application.client(), target, "{\"text\":\"x\"}").bodyAsString()).isEqualTo("x");
			TestResponse response = json(application.client(), target, "{\"text\":\"bad\"}");
			assertThat(response.status()).as(target).isEqualTo(400);
			assertThat(response.bodyAsString()).contains("\"field\":\"text\"");
		}
	}

	@Test
	void handsErrorsOverOnce() {
		assertThat(application.client().get("/errors?p=1&text=bad").send().bodyAsString()).isEqualTo("1 bad");
		assertThat(application.client().get("/errors?p=1&text=x").send().bodyAsString()).isEqualTo("0 x");
		assertThat(application.client().get("/errors?p=0&text=bad").send().status()).isEqualTo(400);
	}

	@Test
	void takesAnInvalidResultForAnErrorOfTheServer() {
		assertThat(application.client().get("/result?r=ok").send().bodyAsString()).isEqualTo("ok");
		TestResponse response = application.client().get("/result?r=").send();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.bodyAsString()).doesNotContain("blank");
	}

	@Test
	void leavesValidatedClassesToTheirProxy() {
		FastCgiTestClient client = application.client();
		int before = CountingValidator.calls;
		assertThat(client.get("/validated?text=x").send().bodyAsString()).isEqualTo("x");
		assertThat(CountingValidator.calls - before).isEqualTo(1);
		TestResponse response = client.get("/validated?text=bad").send();
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.bodyAsString()).contains("\"errors\":[{", "\"field\":\"text\"", "\"message\":\"counted\"");
		assertThat(client.get("/validated-result").send().status()).isEqualTo(500);
	}

	@Test
	void answersWithTheAdaptedExceptionsOfAProxyAsWell() {
		try (TestApplication adapting = TestApplication
			.with(List.of("spring.validation.method.adapt-constraint-violations=true"), ValidatedHandlers.class)) {
			TestResponse response = adapting.client().get("/validated?text=bad").send();
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.bodyAsString()).contains("\"field\":\"text\"");
			assertThat(adapting.client().get("/validated-result").send().status()).isEqualTo(500);
		}
	}

	@Test
	void doesNotBlameTheClientForWhatAHandlerPassesOn() {
		assertThat(application.client().get("/service").send().status()).isEqualTo(500);
	}

	@Test
	void refusesConstraintsThatNobodyChecks() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FastCgiHandlerAutoConfiguration.class,
					FastCgiServerAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class))
			.withPropertyValues("fastcgi.server.port=0")
			.withBean(Unchecked.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("has constraints, but there is no validator"));
	}

	@FastCgiHandler
	static class Handlers {

		private final ValidatedService service;

		Handlers(ValidatedService service) {
			this.service = service;
		}

		@FastCgiHandler("/simple/{id}")
		String simple(@RequestParam("p") @Min(1) int page, @PathVariable @Size(min = 2) String id,
				@RequestHeader("X-A") @NotBlank String header) {
			return page + " " + id + " " + header;
		}

		@FastCgiHandler("/elements")
		int elements(@RequestBody List<@Valid Person> people) {
			return people.size();
		}

		@FastCgiHandler("/numbers")
		String numbers(@RequestParam("n") List<@Max(100) Integer> numbers) {
			return numbers.toString();
		}

		@FastCgiHandler("/both")
		String both(@RequestParam @Min(1) int p, @Valid @RequestBody Text text) {
			return text.text();
		}

		@FastCgiHandler("/body")
		String body(@Valid @RequestBody Text text) {
			return text.text();
		}

		@FastCgiHandler("/mono")
		CompletionStage<String> mono(@RequestParam @Min(1) int p, @Valid @RequestBody Mono<Text> text) {
			return text.map(Text::text).toFuture();
		}

		@FastCgiHandler("/optional")
		String optional(@RequestParam @Min(1) int p, @Valid @RequestBody Optional<Text> text) {
			return text.orElseThrow().text();
		}

		@FastCgiHandler("/entity")
		String entity(@RequestParam @Min(1) int p, @Valid HttpEntity<Text> text) {
			return text.getBody().text();
		}

		@FastCgiHandler("/groups")
		String groups(@RequestParam @Min(1) int p, @Validated(Strict.class) @RequestBody Grouped text) {
			return text.text();
		}

		@FastCgiHandler("/errors")
		String errors(@RequestParam @Min(1) int p, @Valid @ModelAttribute Text text, BindingResult result) {
			return result.getErrorCount() + " " + text.text();
		}

		@FastCgiHandler("/result")
		@NotBlank
		String result(@RequestParam String r) {
			return r;
		}

		@FastCgiHandler("/service")
		String service() {
			return this.service.check("bad");
		}

	}

	@Validated
	@FastCgiHandler
	static class ValidatedHandlers {

		@FastCgiHandler("/validated")
		String validated(@RequestParam @Counted String text) {
			return text;
		}

		@FastCgiHandler("/validated-result")
		@Counted
		String result() {
			return "bad";
		}

	}

	@Validated
	static class ValidatedService {

		String check(@Counted String text) {
			return text;
		}

	}

	static class Unchecked {

		@FastCgiHandler("/x")
		void handle(@RequestParam @Min(1) int number) {
		}

	}

	record Person(@NotBlank String name) {

	}

	interface Strict {

	}

	record Grouped(@Counted(groups = Strict.class) String text) {

	}

	record Text(@Counted String text) {

	}

	@Constraint(validatedBy = CountingValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Counted {

		String message() default "counted";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static class CountingValidator implements ConstraintValidator<Counted, String> {

		static volatile int calls;

		@Override
		public synchronized boolean isValid(String value, ConstraintValidatorContext context) {
			calls++;
			return !"bad".equals(value);
		}

	}

}
