package io.fastcgi.spring.handler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for authorizers and filters, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerRolesTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Authorizers.class, Filters.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void grantsAccessWithVariables() {
		TestResponse response = authorize("GET", "/grant");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Variable-AUTH_METHOD")).isEqualTo("database lookup");
		assertThat(response.appStatus()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/deny,403", "GET,/fail,500", "GET,/refuse,401", "GET,/null,500", "GET,/null-stage,500",
			"GET,/stage-of-null,500", "GET,/failed-stage,500", "GET,/unknown,404", "GET,/a/../grant,400",
			"POST,/grant,405", "OPTIONS,/grant,405", "GET,/inject,500", "GET,/form,400" })
	void grantsNothingOtherwise(String method, String target, int status) {
		TestResponse response = authorize(method, target);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers()).doesNotContainKey("Variable-AUTH_METHOD");
	}

	@Test
	void doesNotWaitForABodyThatAnAuthorizerIsNotSent() {
		TestResponse response = application.client()
			.post("/form?a=1")
			.contentType("application/x-www-form-urlencoded")
			.param("CONTENT_LENGTH", "3")
			.role(TestRequest.AUTHORIZER)
			.withoutStdin()
			.send();
		assertThat(response.status()).isEqualTo(200);
	}

	@Test
	void grantsNothingWhenOverloaded() {
		try (TestApplication saturated = TestApplication.of(Authorizers.class, Saturated.class)) {
			TestResponse response = saturated.client().get("/grant").role(TestRequest.AUTHORIZER).withoutStdin().send();
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isNotNull();
		}
	}

	private static TestResponse authorize(String method, String target) {
		return application.client().method(method, target).role(TestRequest.AUTHORIZER).withoutStdin().send();
	}

	@Test
	void filtersData() {
		TestResponse response = application.client()
			.get("/upper")
			.role(TestRequest.FILTER)
			.data("data".getBytes(StandardCharsets.UTF_8))
			.send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).isEqualTo("DATA");
	}

	@Test
	void refusesARoleThatNobodyServes() {
		TestResponse response = application.client().get("/grant").send();
		assertThat(response.status()).isEqualTo(501);
		assertThat(application.client().scgi().get("/grant").send().status()).isEqualTo(501);
		try (TestApplication empty = TestApplication.of()) {
			for (int role : List.of(TestRequest.RESPONDER, TestRequest.AUTHORIZER, TestRequest.FILTER)) {
				assertThat(empty.client().get("/").role(role).data(new byte[0]).send().status()).isEqualTo(501);
			}
		}
	}

	@FastCgiHandler(role = Role.AUTHORIZER)
	static class Authorizers {

		@FastCgiHandler(path = "/grant", method = RequestMethod.GET)
		ResponseEntity<Void> grant() {
			return ResponseEntity.ok().header("Variable-AUTH_METHOD", "database lookup").build();
		}

		@FastCgiHandler("/deny")
		ResponseEntity<String> deny() {
			return ResponseEntity.status(HttpStatus.FORBIDDEN).body("no");
		}

		@FastCgiHandler("/fail")
		ResponseEntity<Void> fail() {
			throw new IllegalStateException("The database is away");
		}

		@FastCgiHandler("/refuse")
		ResponseEntity<Void> refuse() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		@FastCgiHandler("/null")
		@Nullable ResponseEntity<Void> nothing() {
			return null;
		}

		@FastCgiHandler("/null-stage")
		@Nullable CompletionStage<ResponseEntity<Void>> noStage() {
			return null;
		}

		@FastCgiHandler("/stage-of-null")
		CompletionStage<ResponseEntity<Void>> stageOfNothing() {
			return CompletableFuture.completedFuture(null);
		}

		@FastCgiHandler("/failed-stage")
		CompletionStage<ResponseEntity<Void>> failedStage() {
			return CompletableFuture.failedFuture(new IllegalStateException("The database is away"));
		}

		@FastCgiHandler("/inject")
		ResponseEntity<Void> inject() {
			return ResponseEntity.ok().header("Variable-AUTH_METHOD", "a\r\nb").build();
		}

		@FastCgiHandler("/form")
		ResponseEntity<Void> form(@RequestParam String a) {
			return ResponseEntity.ok().build();
		}

	}

	@FastCgiHandler(path = "/upper", role = Role.FILTER)
	static class Filters {

		@FastCgiHandler
		String upper(FastCgiRequest request) throws IOException {
			BlockingExchange exchange = new BlockingExchange(request.exchange());
			return new String(exchange.data().readAllBytes(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Saturated {

		@Bean
		Executor fastCgiHandlerExecutor() {
			return (task) -> {
				throw new RejectedExecutionException();
			};
		}

	}

}
