package io.fastcgi.spring.handler;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for methods with {@link ExceptionHandler @ExceptionHandler}, and for what the
 * front end is told about errors.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class ExceptionHandlersTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Handlers.class, Others.class, GeneralAdvice.class, AdviceForOthers.class);
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
	void answersWithTheMethodForTheException(FastCgiTestClient client) {
		TestResponse response = client.get("/fail/state").send();
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.bodyAsString()).isEqualTo("own: broken at GET /fail/state");
		assertThat(response.header("X-Half-Done")).isNull();
		assertThat(application.recorder().nextOutcome(409).error()).isInstanceOf(IllegalStateException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/fail/cause         | 409 | own: cause at GET /fail/cause
					/fail/staged        | 409 | own: staged at GET /fail/staged
					/fail/argument?n=x  | 400 | advice: 400 BAD_REQUEST
					/fail/element       | 404 | gone
					/others/state       | 500 | others: broken
					/nowhere            | 404 | advice: 404 NOT_FOUND
					/fail/late          | 500 | late
					/fail/teapot        | 418 | {"detail":"short","instance":null,"status":418,"title":"I'm a teapot","type":null}
					""")
	void looksInTheClassFirstThenInAdvice(String path, int status, String body) {
		TestResponse response = application.client().get(path).header("Accept", "image/png").send();
		assertThat(response.status()).isEqualTo(status);
		if (!body.startsWith("{")) {
			assertThat(response.bodyAsString()).isEqualTo(body);
		}
		else {
			assertThat(response.bodyAsString()).contains("\"detail\":\"short\"", "\"status\":418");
		}
		assertThat(response.appStatus()).isZero();
	}

	@Test
	void choosesAMethodByWhatTheClientAccepts() {
		TestRequest request = application.client().get("/fail/interrupted");
		assertThat(request.header("Accept", "text/html").send().bodyAsString()).isEqualTo("<p>slow</p>");
		assertThat(request.header("Accept", "application/json").send().bodyAsString())
			.isEqualTo("{\"error\":\"slow\"}");
	}

	@Test
	void answersAsUsualWhereAMethodFailsItself(CapturedOutput output) {
		TestResponse response = application.client().get("/fail/twice").send();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(output).contains("Exception handler failed", "second failure", "first failure");
	}

	/**
	 * FCGI-33: whatever goes wrong, access is not granted.
	 */
	@Test
	void neverGrantsAccess() {
		TestResponse response = application.client().get("/fail/authorize").role(TestRequest.AUTHORIZER).send();
		assertThat(response.status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/long", "/flushed", "/events", "/status" })
	void neverGrantsAccessForAnErrorThatIsAnsweredPieceByPiece(String path) {
		try (TestApplication careless = TestApplication.of(Authorizers.class, CarelessAdvice.class)) {
			TestResponse response = careless.client().get(path).role(TestRequest.AUTHORIZER).withoutStdin().send();
			assertThat(response.status()).isEqualTo(403);
		}
	}

	@Test
	void obeysTheStatusOfAnExceptionClass() {
		try (TestApplication plain = TestApplication.of(Annotated.class)) {
			TestResponse response = plain.client().get("/").send();
			assertThat(response.status()).isEqualTo(410);
			assertThat(response.bodyAsString()).contains("\"detail\":\"It is over\"");
		}
	}

	@Test
	void findsTheMethodsOfAClassBehindAProxy() {
		try (TestApplication plain = TestApplication.of(Proxies.class)) {
			assertThat(plain.client().get("/proxied").send().bodyAsString()).isEqualTo("own: proxied");
		}
	}

	@ParameterizedTest
	@CsvSource({ "none, false, false", "message, true, false", "stack-trace, true, true" })
	void tellsTheFrontEndAboutErrors(String reporting, boolean message, boolean trace) {
		try (TestApplication plain = TestApplication.with(List.of("fastcgi.server.report-errors=" + reporting),
				Reporting.class)) {
			TestResponse response = plain.client().get("/fail").send();
			assertThat(response.status()).isEqualTo(500);
			String expected = "GET /fail: java.lang.IllegalStateException: one";
			assertThat(response.stderrAsString().startsWith(expected)).isEqualTo(message);
			assertThat(response.stderrAsString().contains("\n\t?at io.fastcgi")).isEqualTo(trace);
			assertThat(response.stderrAsString()).doesNotContain("\nforged");
			assertThat(plain.client().get("/refuse").send().stderr()).isEmpty();
			assertThat(plain.client().get("/report").send().stderrAsString()).isEqualTo("something?odd\n\tmore\n");
		}
	}

	@Test
	void refusesMethodsThatCannotAnswer() {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> TestApplication.of(Reporting.class, ReadsBody.class))
			.withMessageContaining("reads the request body");
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> TestApplication.of(Reporting.class, Twice.class))
			.withMessageContaining("Ambiguous");
	}

	@FastCgiHandler("/fail")
	static class Handlers {

		@FastCgiHandler("/state")
		ResponseEntity<String> state(FastCgiRequest request) {
			request.response().getHeaders().set("X-Half-Done", "yes");
			throw new IllegalStateException("broken");
		}

		@FastCgiHandler("/cause")
		String cause() {
			throw new RuntimeException(new IllegalStateException("cause"));
		}

		@FastCgiHandler("/staged")
		CompletionStage<String> staged() {
			return CompletableFuture.failedStage(new IllegalStateException("staged"));
		}

		@FastCgiHandler("/argument")
		String argument(@RequestParam int n) {
			return "" + n;
		}

		@FastCgiHandler("/element")
		String element() {
			throw new NoSuchElementException();
		}

		@FastCgiHandler("/interrupted")
		String interrupted() throws InterruptedException {
			throw new InterruptedException("slow");
		}

		@FastCgiHandler("/late")
		String late() {
			throw new UnsupportedOperationException("late");
		}

		@FastCgiHandler("/teapot")
		String teapot() {
			throw new IndexOutOfBoundsException("short");
		}

		@FastCgiHandler("/twice")
		String twice() {
			throw new ArithmeticException("first failure");
		}

		@FastCgiHandler(path = "/authorize", role = Role.AUTHORIZER)
		void authorize() {
			throw new NumberFormatException("unknown");
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.CONFLICT)
		String handle(IllegalStateException ex, FastCgiRequest request) {
			return "own: " + ex.getMessage() + " at " + request;
		}

	}

	@FastCgiHandler("/others")
	static class Others {

		@FastCgiHandler("/state")
		String state() {
			throw new IllegalStateException("broken");
		}

	}

	@RestControllerAdvice
	@Order(2)
	static class GeneralAdvice {

		@ExceptionHandler(ResponseStatusException.class)
		String status(ResponseStatusException ex) {
			return "advice: " + ex.getStatusCode();
		}

		@ExceptionHandler(NoSuchElementException.class)
		ResponseEntity<String> element() {
			return ResponseEntity.status(404).contentType(MediaType.TEXT_PLAIN).body("gone");
		}

		@ExceptionHandler(exception = InterruptedException.class, produces = "text/html")
		String page(InterruptedException ex) {
			return "<p>" + ex.getMessage() + "</p>";
		}

		@ExceptionHandler(exception = InterruptedException.class, produces = "application/json")
		Map<String, String> json(InterruptedException ex) {
			return Map.of("error", String.valueOf(ex.getMessage()));
		}

		@ExceptionHandler
		CompletionStage<String> late(UnsupportedOperationException ex) {
			return CompletableFuture.supplyAsync(ex::getMessage);
		}

		@ExceptionHandler
		ProblemDetail teapot(IndexOutOfBoundsException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.I_AM_A_TEAPOT, ex.getMessage());
		}

		@ExceptionHandler(ArithmeticException.class)
		String twice() {
			throw new IllegalArgumentException("second failure");
		}

		@ExceptionHandler(NumberFormatException.class)
		ResponseEntity<Void> careless() {
			return ResponseEntity.ok().build();
		}

		@ExceptionHandler(IllegalStateException.class)
		String state() {
			return "general";
		}

	}

	@ControllerAdvice(assignableTypes = Others.class)
	@Order(1)
	static class AdviceForOthers {

		@ExceptionHandler
		String state(IllegalStateException ex) {
			return "others: " + ex.getMessage();
		}

	}

	interface Proxied {

		String handle();

		String failed(IllegalStateException ex);

	}

	static class Target implements Proxied {

		@Override
		@FastCgiHandler("/proxied")
		public String handle() {
			throw new IllegalStateException("proxied");
		}

		@Override
		@ExceptionHandler
		public String failed(IllegalStateException ex) {
			return "own: " + ex.getMessage();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("proxied");
			return creator;
		}

		@Bean
		Target proxied() {
			return new Target();
		}

	}

	@FastCgiHandler
	static class Annotated {

		@FastCgiHandler
		void handle() throws Over {
			throw new Over();
		}

		@ResponseStatus(code = HttpStatus.GONE, reason = "It is over")
		static class Over extends Exception {

		}

	}

	@FastCgiHandler
	static class Reporting {

		@FastCgiHandler("/fail")
		void fail() {
			throw new IllegalStateException("one\nforged");
		}

		@FastCgiHandler("/refuse")
		void refuse() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@FastCgiHandler("/report")
		void report(FastCgiRequest request) {
			request.reportError("something\u0007odd\nmore");
		}

	}

	@RestControllerAdvice
	static class ReadsBody {

		@ExceptionHandler(IllegalStateException.class)
		void handle(@RequestBody String body) {
		}

	}

	@RestControllerAdvice
	static class Twice {

		@ExceptionHandler(IllegalStateException.class)
		void one() {
		}

		@ExceptionHandler(IllegalStateException.class)
		void two() {
		}

	}

	@FastCgiHandler(role = Role.AUTHORIZER)
	static class Authorizers {

		@FastCgiHandler("/long")
		void failLong() {
			throw new NumberFormatException();
		}

		@FastCgiHandler("/flushed")
		void failFlushed() {
			throw new IllegalStateException();
		}

		@FastCgiHandler("/events")
		void failWithEvents() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler("/status")
		void failWithStatus() {
			throw new ResponseStatusException(HttpStatus.OK);
		}

	}

	@ControllerAdvice
	static class CarelessAdvice {

		@ExceptionHandler
		ResponseEntity<String> handle(NumberFormatException ex) {
			return ResponseEntity.ok("x".repeat(20_000));
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.OK)
		StreamingBody handle(IllegalStateException ex) {
			return (body) -> {
				body.write('x');
				body.flush();
			};
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.OK)
		Flux<ServerSentEvent<String>> handle(UnsupportedOperationException ex) {
			return Flux.just(ServerSentEvent.builder("x").build());
		}

	}

}
