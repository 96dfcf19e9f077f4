package io.fastcgi.spring.handler.dispatch;

import java.io.InputStream;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.InvalidHandlerException;
import jakarta.validation.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for handler methods that {@link HandlerFactory} refuses.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InvalidHandlerTests {

	static Stream<Arguments> invalidHandlers() {
		return Stream.of(Arguments.of(new UnknownParameter(), "'thread' of type java.lang.Thread", "@CgiParam"),
				Arguments.of(new BadPattern(), "A path pattern of", "PathPattern"),
				Arguments.of(new BadMediaType(), "A media type of", "Correct the media type"),
				Arguments.of(new TwoRoles(), "several roles", "a method for each role"),
				Arguments.of(new UndecidedAuthorizer(), "AUTHORIZER but returns java.lang.String", "ResponseEntity"),
				Arguments.of(new AuthorizerWithoutStatus(), "AUTHORIZER but returns", "ResponseEntity"),
				Arguments.of(new AuthorizerOfAnything(), "AUTHORIZER but returns", "ResponseEntity"),
				Arguments.of(new AuthorizerWithBody(), "AUTHORIZER but reads the request body", "Remove"),
				Arguments.of(new AuthorizerWithStream(), "AUTHORIZER but reads the request body", "Remove"),
				Arguments
					.of(new ClientAsFrontEnd(), "HTTP_X_REAL_IP, which carries what the client says", "@RequestHeader"),
				Arguments.of(new Httpoxy(), "the header Proxy, which is withheld", "Remove"),
				Arguments.of(new UnknownVariable(), "wants the path variable 'ID', which is not in [/x/{id}]",
						"Correct the name"),
				Arguments.of(new Inconvertible(), "Point, to which text cannot be converted", "another type"),
				Arguments.of(new WrongMap(), "java.util.HashMap, to which text cannot be converted", "another type"),
				Arguments.of(new MultipleVariables(), "to which text cannot be converted", "another type"),
				Arguments.of(new NullPrimitive(), "may be missing, but a int cannot be null", "wrapper type"),
				Arguments.of(new BadDefault(), "default value 'many', which is no int", "Correct the default"),
				Arguments.of(new EmptyDefault(), "default value '', which is no int", "Correct the default"),
				Arguments.of(new WaitingOnEventLoop(), "runs on the event loop but reads an InputStream",
						"Execution.BLOCKING"),
				Arguments.of(new WaitingInStage(), "runs on the event loop but reads an InputStream",
						"Execution.BLOCKING"),
				Arguments.of(new UnvalidatedBody(), "is to be validated, but there is no validator",
						"spring-boot-starter-validation"),
				Arguments.of(new ReturnsStream(), "returns java.io.InputStream, which cannot be sent", "Resource"),
				Arguments.of(new ReturnsPrimitives(), "which cannot be sent", "CompletionStage"),
				Arguments.of(new ReturnsFuture(), "which cannot be sent", "CompletionStage"),
				Arguments.of(new ReturnsImages(), "which cannot be sent", "CompletionStage"));
	}

	/**
	 * SEC-30: nginx and HAProxy pass on a REMOTE_USER that nobody verified.
	 */
	@Test
	void bindsNoPrincipal() {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestRoutes.of(new WantsPrincipal()))
			.withMessageContaining("Principal");
	}

	@ParameterizedTest
	@MethodSource("invalidHandlers")
	void failsWithTheMethodTheProblemAndTheFix(Object bean, String problem, String fix) {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestRoutes.of(bean))
			.withMessageContaining(problem)
			.withMessageContaining(bean.getClass().getName())
			.satisfies((ex) -> assertThat(ex.fix()).contains(fix));
	}

	static Stream<Object> duplicates() {
		return Stream.of(new SamePath(), new SameShape());
	}

	@ParameterizedTest
	@MethodSource("duplicates")
	void refusesTwoMethodsForTheSameRequests(Object bean) {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestRoutes.of(bean))
			.withMessageContaining("one")
			.withMessageContaining("two")
			.withMessageContaining("serve the same requests")
			.satisfies((ex) -> assertThat(ex.fix()).isNotEmpty());
	}

	static class WantsPrincipal {

		@FastCgiHandler("/x")
		void handle(Principal user) {
		}

	}

	static class UnknownParameter {

		@FastCgiHandler("/x")
		void handle(Thread thread) {
		}

	}

	static class BadPattern {

		@FastCgiHandler("/x/{id")
		void handle() {
		}

	}

	static class BadMediaType {

		@FastCgiHandler(path = "/x", produces = "text")
		void handle() {
		}

	}

	static class TwoRoles {

		@FastCgiHandler(path = "/x", role = { Role.RESPONDER, Role.FILTER })
		void handle() {
		}

	}

	static class UndecidedAuthorizer {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		String handle() {
			return "yes";
		}

	}

	static class AuthorizerWithoutStatus {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		HttpEntity<?> handle() {
			return HttpEntity.EMPTY;
		}

	}

	static class AuthorizerOfAnything {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		CompletionStage<?> handle() {
			throw new UnsupportedOperationException();
		}

	}

	static class AuthorizerWithBody {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		ResponseEntity<Void> handle(@RequestBody String body) {
			return ResponseEntity.ok().build();
		}

	}

	static class AuthorizerWithStream {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		ResponseEntity<Void> handle(InputStream body) {
			return ResponseEntity.ok().build();
		}

	}

	static class ClientAsFrontEnd {

		@FastCgiHandler("/x")
		void handle(@CgiParam("HTTP_X_REAL_IP") String address) {
		}

	}

	static class Httpoxy {

		@FastCgiHandler("/x")
		void handle(@RequestHeader("Proxy") String proxy) {
		}

	}

	static class UnknownVariable {

		@FastCgiHandler("/x/{id}")
		void handle(@PathVariable("ID") String id) {
		}

	}

	static class Inconvertible {

		@FastCgiHandler("/x")
		void handle(@RequestParam Point point) {
		}

	}

	static class WrongMap {

		@FastCgiHandler("/x")
		void handle(@RequestParam HashMap<String, String> all) {
		}

	}

	static class MultipleVariables {

		@FastCgiHandler("/x/{id}")
		void handle(@PathVariable MultiValueMap<String, String> all) {
		}

	}

	static class NullPrimitive {

		@FastCgiHandler("/x")
		void handle(@RequestParam(required = false) int number) {
		}

	}

	static class BadDefault {

		@FastCgiHandler("/x")
		void handle(@RequestParam(defaultValue = "many") int number) {
		}

	}

	static class EmptyDefault {

		@FastCgiHandler("/x")
		void handle(@RequestParam(defaultValue = "") int number) {
		}

	}

	static class WaitingOnEventLoop {

		@FastCgiHandler(path = "/x", execution = Execution.NON_BLOCKING)
		void handle(InputStream body) {
		}

	}

	static class WaitingInStage {

		@FastCgiHandler("/x")
		CompletionStage<String> handle(InputStream body, @RequestParam String form) {
			throw new UnsupportedOperationException();
		}

	}

	static class UnvalidatedBody {

		@FastCgiHandler("/x")
		void handle(@Valid @RequestBody Person person) {
		}

	}

	static class ReturnsStream {

		@FastCgiHandler("/x")
		InputStream handle() {
			return InputStream.nullInputStream();
		}

	}

	static class ReturnsPrimitives {

		@FastCgiHandler("/x")
		IntStream handle() {
			return IntStream.empty();
		}

	}

	static class ReturnsFuture {

		@FastCgiHandler("/x")
		Future<String> handle() {
			throw new UnsupportedOperationException();
		}

	}

	static class ReturnsImages {

		@FastCgiHandler(path = "/x", produces = "image/png")
		Flow.Publisher<List<String>> handle() {
			return (subscriber) -> {
			};
		}

	}

	static class SamePath {

		@FastCgiHandler("/x")
		void one() {
		}

		@FastCgiHandler("x")
		void two() {
		}

	}

	static class SameShape {

		@FastCgiHandler("/x/{a}/{b:[a-z]+}/{*rest}")
		void one() {
		}

		@FastCgiHandler("/x/{c}/{d:[a-z]+}/{*e}")
		void two() {
		}

	}

	record Point(int x, int y) {

	}

	record Person(String name) {

	}

}
