package io.fastcgi.spring.handler;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiHandlerInterceptor}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InterceptorsTests {

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private static TestApplication application;

	private static Log log;

	@BeforeAll
	static void start() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
		application = TestApplication.of(Log.class, Second.class, First.class, Handlers.class);
		log = application.bean(Log.class);
	}

	@AfterAll
	static void stop() {
		application.close();
		ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
	}

	@BeforeEach
	void clear() {
		log.events.clear();
	}

	@Test
	void comeInTheirOrderAndInReverseAfterwards() {
		TestResponse response = application.client().get("/hello").send();
		assertThat(response.bodyAsString()).isEqualTo("acme");
		assertThat(response.header("X-Tenant")).isEqualTo("acme");
		log.expect("first before Handlers.hello", "second before", "handler", "second after null", "first after null");
		log.expectEnd("200 null false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/fail-loop" })
	void learnWhatTheHandlerThrew(String path) {
		TestResponse response = application.client().get(path).send();
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.header("X-Tenant")).isEqualTo("acme");
		log.expect("first before Handlers.fail", "second before", "second after Teapot", "first after Teapot");
		log.expectEnd("418 Teapot false");
	}

	@Test
	void answerInPlaceOfTheHandler() {
		TestResponse response = application.client().get("/hello").header("X-Stop", "yes").send();
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).isEqualTo("/login");
		log.expect("first before Handlers.hello", "second before", "second after null", "first after null");
		log.expectEnd("302 null false");
	}

	@Test
	void refuseARequest() {
		TestResponse response = application.client().get("/hello").header("X-Stop", "throw").send();
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("X-Tenant")).isEqualTo("acme");
		log.expect("first before Handlers.hello", "second before", "first after ResponseStatusException");
		log.expectEnd("401 ResponseStatusException false");
	}

	/**
	 * FCGI-33.
	 */
	@Test
	void grantNoAccessByNotGoingOn() {
		TestRequest request = application.client().get("/authorize").role(TestRequest.AUTHORIZER);
		assertThat(request.send().status()).isEqualTo(200);
		assertThat(request.header("X-Stop", "silently").send().status()).isEqualTo(403);
		log.awaitEnds(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/body", "/later" })
	void seeTheirContextOnOtherThreads(String path) {
		assertThat(application.client().get(path).send().bodyAsString()).isEqualTo("acme");
		assertThat(application.client().get("/context").send().bodyAsString()).isEqualTo("none");
		log.awaitEnds(1);
	}

	@Test
	void seeTheirContextInOperatorsOfReactor() {
		Hooks.enableAutomaticContextPropagation();
		try {
			assertThat(application.client().get("/mono").send().bodyAsString()).isEqualTo("acme");
			assertThat(application.client().get("/flux").send().bodyAsString()).isEqualTo("acmeacme");
			log.awaitEnds(2);
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	@Test
	void learnThatARequestWasAborted() {
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.send(1, application.client().get("/never"));
			log.expect("first before Handlers.never", "second before", "second after null", "first after null");
			connection.abort(1);
			connection.readResponse(1);
			log.expectEnd("200 null true");
		}
	}

	@Test
	void areLeftOutWhereTheyDoNotWant() {
		assertThat(application.client().get("/context").send().bodyAsString()).isEqualTo("none");
		assertThat(log.events).isEmpty();
	}

	private static String name(@Nullable Throwable error) {
		return (error != null) ? error.getClass().getSimpleName() : "null";
	}

	private static String describe(RequestOutcome outcome) {
		return outcome.status() + " " + name(outcome.error()) + " " + outcome.aborted();
	}

	static class Log {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		void add(String event) {
			this.events.add(event);
		}

		void expect(String... expected) {
			for (String event : expected) {
				assertThat(next()).isEqualTo(event);
			}
		}

		/** The end may be told before or after the rest, as it comes from any thread. */
		void expectEnd(String outcome) {
			assertThat(List.of(next(), next())).containsExactlyInAnyOrder("second completed " + outcome,
					"first completed " + outcome);
		}

		/**
		 * The end comes after the response, and would be taken for that of the next test.
		 */
		void awaitEnds(int requests) {
			for (int ends = 0; ends < requests * 2;) {
				String event = next();
				assertThat(event).isNotNull();
				ends += (event.contains(" completed ")) ? 1 : 0;
			}
		}

		private @Nullable String next() {
			try {
				return this.events.poll(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Order(1)
	static class First implements FastCgiHandlerInterceptor {

		private final Log log;

		First(Log log) {
			this.log = log;
		}

		@Override
		public boolean supports(HandlerMethod handler) {
			return !handler.getMethod().getName().equals("context");
		}

		@Override
		public boolean before(FastCgiRequest request, HandlerMethod handler) {
			this.log.add("first before " + handler.getBeanType().getSimpleName() + "." + handler.getMethod().getName());
			TENANT.set("acme");
			request.attributes().put("tenant", "acme");
			request.response().getHeaders().set("X-Tenant", "acme");
			return true;
		}

		@Override
		public void after(FastCgiRequest request, HandlerMethod handler, @Nullable Throwable error) {
			TENANT.remove();
			this.log.add("first after " + name(error));
		}

		@Override
		public void completed(FastCgiRequest request, HandlerMethod handler, RequestOutcome outcome) {
			this.log.add("first completed " + describe(outcome));
		}

	}

	@Order(2)
	static class Second implements FastCgiHandlerInterceptor {

		private final Log log;

		Second(Log log) {
			this.log = log;
		}

		@Override
		public boolean supports(HandlerMethod handler) {
			return !handler.getMethod().getName().equals("context");
		}

		@Override
		public boolean before(FastCgiRequest request, HandlerMethod handler) {
			this.log.add("second before");
			String stop = request.headers().getFirst("X-Stop");
			if ("throw".equals(stop)) {
				throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
			}
			if ("yes".equals(stop)) {
				request.response().status(HttpStatus.FOUND);
				request.response().getHeaders().set("Location", "/login");
			}
			return stop == null;
		}

		@Override
		public void after(FastCgiRequest request, HandlerMethod handler, @Nullable Throwable error) {
			this.log.add("second after " + name(error));
		}

		@Override
		public void completed(FastCgiRequest request, HandlerMethod handler, RequestOutcome outcome) {
			this.log.add("second completed " + describe(outcome));
			throw new IllegalStateException("must not matter");
		}

	}

	@FastCgiHandler
	static class Handlers {

		private final Log log;

		Handlers(Log log) {
			this.log = log;
		}

		@FastCgiHandler("/hello")
		String hello(FastCgiRequest request) {
			this.log.add("handler");
			return request.attributes().get("tenant").toString();
		}

		@FastCgiHandler("/fail")
		String fail() {
			throw new Teapot();
		}

		@FastCgiHandler(path = "/fail-loop", execution = Execution.NON_BLOCKING)
		String fail(FastCgiRequest request) {
			throw new Teapot();
		}

		@FastCgiHandler(path = "/authorize", role = Role.AUTHORIZER)
		boolean authorize() {
			return true;
		}

		@FastCgiHandler(path = "/callable", execution = Execution.NON_BLOCKING)
		Callable<String> callable() {
			return TENANT::get;
		}

		@FastCgiHandler(path = "/body", execution = Execution.NON_BLOCKING)
		StreamingBody body() {
			return (body) -> body.write(TENANT.get().getBytes());
		}

		@FastCgiHandler("/later")
		CompletionStage<Callable<String>> later() {
			return CompletableFuture.completedStage(TENANT::get);
		}

		@FastCgiHandler("/mono")
		Mono<String> mono() {
			return Mono.just("").publishOn(Schedulers.parallel()).map((name) -> String.valueOf(TENANT.get()));
		}

		@FastCgiHandler("/flux")
		Flux<String> flux() {
			return mono().repeat(1);
		}

		@FastCgiHandler("/never")
		CompletionStage<String> never() {
			return new CompletableFuture<>();
		}

		@FastCgiHandler("/context")
		String context() {
			return String.valueOf((TENANT.get() != null) ? TENANT.get() : "none");
		}

	}

	static class Teapot extends ResponseStatusException {

		Teapot() {
			super(HttpStatus.I_AM_A_TEAPOT);
		}

	}

}
