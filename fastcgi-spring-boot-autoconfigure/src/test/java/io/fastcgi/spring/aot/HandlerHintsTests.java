package io.fastcgi.spring.aot;

import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;

import io.fastcgi.spring.annotation.FastCgiHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.ProblemDetail;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hints that {@link FastCgiHandler} gives for reflection.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerHintsTests {

	@ParameterizedTest
	@ValueSource(classes = { Returned.class, ReturnedLater.class, InEntity.class, InLaterEntity.class, InList.class,
			InOptional.class, Posted.class, PostedList.class, PostedEntity.class, PostedRequest.class, Nested.class,
			InFuture.class, InArray.class, InStream.class, InFlow.class })
	void letsConvertersReadAndWriteBodies(Class<?> body) throws Exception {
		RuntimeHints hints = hints(Handlers.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(body, "text")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(body.getDeclaredConstructors()[0]))
			.accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(strings = { "entity", "laterEntity", "list", "later", "optional", "posted", "postedList", "text",
			"posts", "sends", "file" })
	void letsHandlersBeCalled(String method) {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, method))
			.accepts(hints(Handlers.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { Unannotated.class, Resource.class, CompletionStage.class, InputStream.class })
	void asksForNothingThatNobodyReads(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(type).negate()).accepts(hints(Handlers.class));
	}

	@Test
	void letsOtherMethodsBe() {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, "helper").negate())
			.accepts(hints(Handlers.class));
	}

	@Test
	void findsComposedAnnotationsAndThoseOfInterfaces() {
		RuntimeHints hints = hints(Composed.class, Implementation.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Composed.class, "get")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Returned.class, "text")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Api.class, "declared")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(InList.class, "text")).accepts(hints);
	}

	/**
	 * Spring has these hints itself, without the servlet API.
	 */
	@Test
	void letsExceptionHandlersBeCalled() {
		RuntimeHints hints = hints(Advice.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Advice.class, "problem")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Advice.class, "body")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(ProblemDetail.class, "getStatus"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Returned.class, "text")).accepts(hints);
	}

	private static RuntimeHints hints(Class<?>... types) {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, types);
		return hints;
	}

	record InFuture(String text) {

	}

	record InArray(String text) {

	}

	record InStream(String text) {

	}

	record InFlow(String text) {

	}

	record Returned(String text) {

	}

	record ReturnedLater(String text) {

	}

	record InEntity(String text) {

	}

	record InLaterEntity(String text) {

	}

	record InList(String text) {

	}

	record InOptional(String text) {

	}

	record Posted(String text, Nested nested) {

	}

	record Nested(String text) {

	}

	record PostedList(String text) {

	}

	record PostedEntity(String text) {

	}

	record PostedRequest(String text) {

	}

	record Unannotated(String text) {

	}

	@FastCgiHandler("/hints")
	static class Handlers {

		@FastCgiHandler
		ResponseEntity<InEntity> entity(@RequestParam Unannotated text) {
			return ResponseEntity.ok(new InEntity("text"));
		}

		@FastCgiHandler
		CompletionStage<ResponseEntity<InLaterEntity>> laterEntity() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		Map<String, List<InList>> list() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		CompletionStage<ReturnedLater> later() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		Optional<InOptional> optional() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		Returned posted(@RequestBody Posted posted) {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		private void postedList(@RequestBody List<PostedList> posted) {
		}

		@FastCgiHandler
		String text(InputStream body) {
			return "text";
		}

		@FastCgiHandler
		void posts(HttpEntity<PostedEntity> posted) {
		}

		@FastCgiHandler
		void sends(RequestEntity<PostedRequest> posted) {
		}

		@FastCgiHandler
		ResponseEntity<Resource> file() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		CompletableFuture<List<InFuture>> future() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		InArray[] array() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		Stream<InStream> stream() {
			throw new UnsupportedOperationException();
		}

		@FastCgiHandler
		SubmissionPublisher<InFlow> flow() {
			throw new UnsupportedOperationException();
		}

		void helper() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@FastCgiHandler
	@interface Get {

	}

	static class Composed {

		@Get
		Returned get() {
			return new Returned("text");
		}

	}

	interface Api {

		@FastCgiHandler("/declared")
		List<InList> declared();

	}

	static class Implementation implements Api {

		@Override
		public List<InList> declared() {
			return List.of();
		}

	}

	@ControllerAdvice
	static class Advice {

		@ExceptionHandler(IllegalStateException.class)
		ProblemDetail problem() {
			return ProblemDetail.forStatus(500);
		}

		@ExceptionHandler(IllegalArgumentException.class)
		@ResponseBody
		Returned body() {
			return new Returned("text");
		}

	}

}
