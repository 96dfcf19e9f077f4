package io.fastcgi.spring.handler;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for results that say more than a body: redirects, decisions, statuses, and types
 * of one's own.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SmallResultsTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Handlers.class, Authorizers.class, GreetingAdapter.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	/**
	 * CGI-7: a location without a status would be looked for by the front end.
	 */
	@ParameterizedTest
	@MethodSource("clients")
	void redirects(FastCgiTestClient client) {
		TestResponse response = client.get("/see-other").send();
		assertThat(response.header("Status")).isEqualTo("303 See Other");
		assertThat(response.header("Location")).isEqualTo("/notes/a%2Fb%0D%0Ac?q=1");
		assertThat(client.get("/temporarily").send().status()).isEqualTo(307);
		assertThat(client.get("/permanently").send().status()).isEqualTo(308);
		assertThatIllegalArgumentException().isThrownBy(() -> new Redirect(URI.create("/"), HttpStatus.NOT_FOUND));
	}

	@Test
	void hasStatusesOfAnnotations() {
		assertThat(application.client().get("/created").send().status()).isEqualTo(201);
		assertThat(application.client().get("/accepted").send().status()).isEqualTo(202);
		assertThat(application.client().get("/no-content").send().status()).isEqualTo(204);
	}

	@Test
	void saysTheCharsetOfTextInAnEntity() {
		assertThat(application.client().get("/entity-page").send().header("Content-Type"))
			.isEqualTo("text/html;charset=UTF-8");
	}

	@Test
	void hasNothingForAnEmptyOptional() {
		assertThat(application.client().get("/optional?name=x").send().bodyAsString()).isEqualTo("x");
		assertThat(application.client().get("/optional").send().status()).isEqualTo(404);
		assertThat(application.client().get("/optional-later").send().status()).isEqualTo(404);
	}

	@Test
	void sendsHeadersAndErrors() {
		TestResponse headers = application.client().get("/headers").send();
		assertThat(headers.header("X-A")).isEqualTo("1");
		assertThat(headers.body()).isEmpty();
		TestResponse error = application.client().get("/error-response").send();
		assertThat(error.status()).isEqualTo(423);
		assertThat(error.bodyAsString()).contains("\"detail\":\"locked\"");
	}

	@ParameterizedTest
	@CsvSource({ "/greeting, Hello you", "/greeting-later, Hello later", "/greeting-mono, Hello mono",
			"/greeting-none, ''" })
	void adaptsTypesOfOthers(String path, String body) {
		assertThat(application.client().get(path).send().bodyAsString()).isEqualTo(body);
	}

	/**
	 * FCGI-31, FCGI-32, FCGI-33.
	 */
	@ParameterizedTest
	@CsvSource({ "/granted, 200", "/denied, 403", "/challenged, 401", "/yes, 200", "/no, 403", "/silent, 200",
			"/throws, 451", "/bug, 500", "/later, 200", "/mono-no, 403", "/mono-empty, 500", "/null, 500",
			"/entity, 200", "/entity-later, 402", "/callable, 403" })
	void decides(String path, int status) {
		TestResponse response = application.client().get("/auth" + path).role(TestRequest.AUTHORIZER).send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers()).containsKey("Status");
		assertThat(response.appStatus()).isZero();
	}

	@Test
	void handsVariablesAndReasonsOn() {
		TestResponse granted = application.client().get("/auth/granted").role(TestRequest.AUTHORIZER).send();
		assertThat(granted.header("Variable-USER")).isEqualTo("guest");
		assertThat(granted.header("Variable-ROLE")).isEqualTo("reader");
		assertThat(granted.body()).isEmpty();
		TestResponse denied = application.client().get("/auth/challenged").role(TestRequest.AUTHORIZER).send();
		assertThat(denied.header("WWW-Authenticate")).isEqualTo("Basic realm=\"x\"");
		assertThat(denied.bodyAsString()).contains("\"detail\":\"Who are you?\"");
		TestResponse entity = application.client().get("/auth/entity-later").role(TestRequest.AUTHORIZER).send();
		assertThat(entity.bodyAsString()).isEqualTo("pay first");
	}

	@Test
	void refusesDecisionsThatMeanSomethingElse() {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessDecision.denied(HttpStatus.OK));
		assertThatIllegalArgumentException().isThrownBy(() -> AccessDecision.granted().variable("A: b\r\n", "c"));
	}

	record Greeting(String name) {

	}

	static class GreetingAdapter implements ResultAdapter {

		@Override
		public boolean supports(Method method, ResolvableType type) {
			return type.toClass() == Greeting.class;
		}

		@Override
		public @Nullable Object adapt(Object result, FastCgiRequest request) {
			String name = ((Greeting) result).name();
			return (!name.isEmpty()) ? ResponseEntity.ok("Hello " + name) : null;
		}

	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/see-other")
		Redirect seeOther() {
			return Redirect.to("/notes/{id}?q={q}", "a/b\r\nc", 1);
		}

		@FastCgiHandler("/temporarily")
		Redirect temporarily() {
			return Redirect.temporarilyTo("https://example.org/");
		}

		@FastCgiHandler("/permanently")
		CompletionStage<Redirect> permanently() {
			return CompletableFuture.completedStage(Redirect.permanentlyTo("https://example.org/"));
		}

		@FastCgiHandler("/created")
		@ResponseStatus(HttpStatus.CREATED)
		String created() {
			return "created";
		}

		@FastCgiHandler("/accepted")
		@ResponseStatus(HttpStatus.CREATED)
		ResponseEntity<Void> accepted() {
			return ResponseEntity.accepted().build();
		}

		@FastCgiHandler("/no-content")
		@ResponseStatus(HttpStatus.NO_CONTENT)
		CompletionStage<Void> noContent() {
			return CompletableFuture.completedStage(null);
		}

		@FastCgiHandler("/entity-page")
		ResponseEntity<String> entityPage() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body("<p>ü</p>");
		}

		@FastCgiHandler("/optional")
		Optional<String> optional(@RequestParam Optional<String> name) {
			return name;
		}

		@FastCgiHandler("/optional-later")
		Mono<Optional<String>> optionalLater() {
			return Mono.just(Optional.empty());
		}

		@FastCgiHandler("/headers")
		HttpHeaders headers() {
			HttpHeaders headers = new HttpHeaders();
			headers.set("X-A", "1");
			return headers;
		}

		@FastCgiHandler("/error-response")
		ErrorResponse errorResponse() {
			return ErrorResponse.create(new IllegalStateException(), HttpStatus.LOCKED, "locked");
		}

		@FastCgiHandler("/greeting")
		Greeting greeting() {
			return new Greeting("you");
		}

		@FastCgiHandler("/greeting-later")
		CompletionStage<Greeting> greetingLater() {
			return CompletableFuture.completedStage(new Greeting("later"));
		}

		@FastCgiHandler("/greeting-mono")
		Mono<Greeting> greetingMono() {
			return Mono.just(new Greeting("mono"));
		}

		@FastCgiHandler("/greeting-none")
		Greeting greetingNone() {
			return new Greeting("");
		}

	}

	@FastCgiHandler(path = "/auth", role = Role.AUTHORIZER)
	static class Authorizers {

		@FastCgiHandler("/granted")
		AccessDecision granted() {
			return AccessDecision.granted().variable("USER", "guest").variable("ROLE", "reader");
		}

		@FastCgiHandler("/denied")
		AccessDecision denied() {
			return AccessDecision.denied();
		}

		@FastCgiHandler("/challenged")
		AccessDecision challenged() {
			return AccessDecision.denied(HttpStatus.UNAUTHORIZED)
				.header("WWW-Authenticate", "Basic realm=\"x\"")
				.detail("Who are you?");
		}

		@FastCgiHandler("/yes")
		boolean yes() {
			return true;
		}

		@FastCgiHandler("/no")
		Boolean no() {
			return false;
		}

		@FastCgiHandler("/silent")
		void silent() {
		}

		@FastCgiHandler("/throws")
		void denies() {
			throw new ResponseStatusException(HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS);
		}

		@FastCgiHandler("/bug")
		boolean bug() {
			throw new IllegalStateException("bug");
		}

		@FastCgiHandler("/later")
		CompletionStage<AccessDecision> later() {
			return CompletableFuture.completedStage(AccessDecision.granted());
		}

		@FastCgiHandler("/mono-no")
		Mono<Boolean> monoNo() {
			return Mono.just(false);
		}

		@FastCgiHandler("/mono-empty")
		Mono<Boolean> monoEmpty() {
			return Mono.empty();
		}

		@FastCgiHandler("/null")
		@Nullable Boolean nothing() {
			return null;
		}

		@FastCgiHandler("/entity")
		ResponseEntity<Void> entity() {
			return ResponseEntity.ok().build();
		}

		@FastCgiHandler("/entity-later")
		Mono<ResponseEntity<String>> entityLater() {
			return Mono.just(ResponseEntity.status(402).body("pay first"));
		}

		@FastCgiHandler("/callable")
		Callable<Boolean> callable() {
			return () -> false;
		}

	}

}
