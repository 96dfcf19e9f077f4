package io.fastcgi.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TestResponseAssert}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TestResponseAssertTests {

	private static final TestResponse OK = response("Content-Type: text/plain; charset=UTF-8\nX-A: 1\nX-A: 2\n\nhällo");

	private static final TestResponse PROBLEM = response(
			"Status: 404 Not Found\nContent-Type: application/problem+json\n\n{}");

	private static final TestResponse REFUSED = new TestResponse(new byte[0], new byte[0], 0, TestResponse.OVERLOADED,
			List.of());

	@Test
	void looksAtTheStatus() {
		assertThat(OK).hasStatusOk().hasStatus(200);
		assertThat(PROBLEM).hasStatus(404);
		fails(PROBLEM, TestResponseAssert::hasStatusOk, "to have status 200, but it was 404");
		fails(OK, (response) -> response.hasStatus(201), "to have status 201, but it was 200");
	}

	@Test
	void looksAtHeaderFields() {
		assertThat(OK).hasHeader("x-a").doesNotHaveHeader("X-B").hasHeader("content-type", "text/plain; charset=UTF-8");
		assertThat(OK).header("X-A").isEqualTo("1");
		assertThat(OK).headers().containsKey("X-A");
		fails(OK, (response) -> response.hasHeader("X-B"), "to have a header field X-B");
		fails(OK, (response) -> response.hasHeader("X-A", "1"),
				"to have the header field X-A: 1, but the values were [1, 2]");
		fails(OK, (response) -> response.hasHeader("X-B", "1"),
				"to have the header field X-B: 1, but the values were null");
		fails(OK, (response) -> response.doesNotHaveHeader("X-A"),
				"not to have a header field X-A, but the values were [1, 2]");
		fails(OK, (response) -> response.header("X-B"), "to have a header field X-B");
		fails(OK, (response) -> response.header("X-A").isEqualTo("2"), "[header field X-A]");
		fails(OK, (response) -> response.headers().isEmpty(), "[header fields]");
	}

	@Test
	void comparesParametersOfAMediaTypeWhenThereAreSome() {
		assertThat(OK).hasContentType("text/plain")
			.hasContentType("TEXT/plain;charset=utf-8")
			.hasContentType("text/plain; charset=UTF-8");
		fails(OK, (response) -> response.hasContentType("text/html"),
				"to have Content-Type text/html, but the values were [text/plain; charset=UTF-8]");
		fails(OK, (response) -> response.hasContentType("text/plain; charset=UTF-16"), "to have Content-Type");
		fails(response("X-A: 1\n\n"), (response) -> response.hasContentType("text/html"), "but the values were null");
	}

	@Test
	void looksAtTheBody() {
		assertThat(OK).hasBodyText("hällo").bodyText().startsWith("hä");
		assertThat(OK).body().hasSize(6);
		assertThat(OK).body(Assertions::assertThat).hasSize(5);
		fails(OK, (response) -> response.hasBodyText("hallo"), "[body]");
		fails(OK, (response) -> response.bodyText().contains("x"), "[body]");
		fails(OK, (response) -> response.body().isEmpty(), "[body]");
		fails(OK, (response) -> response.body(Assertions::assertThat).isEmpty(), "hällo");
	}

	@Test
	void looksAtProblems() {
		assertThat(PROBLEM).isProblem();
		fails(OK, TestResponseAssert::isProblem, "to have the status of an error, but it was 200");
		fails(response("Status: 500\nContent-Type: text/plain\n\n"), TestResponseAssert::isProblem,
				"to have Content-Type application/problem+json");
	}

	@Test
	void looksAtTheDecisionOfAnAuthorizer() {
		TestResponse granted = response("Status: 200\nVariable-USER: you\n\n");
		assertThat(granted).grantsAccess().hasVariable("user", "you").doesNotHaveVariable("ROLE");
		assertThat(PROBLEM).deniesAccess();
		fails(granted, TestResponseAssert::deniesAccess, "to deny access, but its status was 200");
		fails(response("Status: 204\n\n"), TestResponseAssert::deniesAccess, "but its status was 204");
		fails(response("Status: 204\n\n"), TestResponseAssert::grantsAccess, "to have status 200, but it was 204");
		fails(granted, (response) -> response.hasVariable("USER", "me"), "to have the header field Variable-USER: me");
		fails(granted, (response) -> response.doesNotHaveVariable("USER"),
				"not to have a header field Variable-USER, but the values were [you]");
	}

	@Test
	void looksAtTheEndOfTheRequest() {
		TestResponse failed = new TestResponse(OK.stdout(), bytes("oops"), 3, 0, List.of());
		assertThat(OK).hasAppStatus(0).hasNoStderr().isComplete();
		assertThat(failed).hasAppStatus(3).stderr().isEqualTo("oops");
		assertThat(REFUSED).isRefusedWith(TestResponse.OVERLOADED);
		fails(failed, (response) -> response.hasAppStatus(0), "to have appStatus 0, but it was 3");
		fails(failed, TestResponseAssert::hasNoStderr, "to have nothing on STDERR");
		fails(failed, (response) -> response.stderr().isEmpty(), "[STDERR]");
		fails(REFUSED, TestResponseAssert::isComplete, "to have protocolStatus 0, but it was 2");
		fails(REFUSED, (response) -> response.isRefusedWith(1), "to have protocolStatus 1, but it was 2");
		fails(OK, (response) -> response.isRefusedWith(0), "to have nothing on STDOUT");
	}

	@Test
	void failsWhenThereIsNoDocument() {
		fails(REFUSED, TestResponseAssert::hasStatusOk, "to be a CGI document. The CGI response ends");
		fails(REFUSED, TestResponseAssert::bodyText, "to be a CGI document");
	}

	@Test
	void showsTheResponseAndWhatItIsAbout() {
		fails(PROBLEM, (response) -> response.as("the 100% page").hasStatusOk(), "[the 100% page]");
		fails(PROBLEM, TestResponseAssert::hasStatusOk, "Status: 404 Not Found");
		fails(OK, TestResponseAssert::isProblem, "appStatus=0");
		fails(response("X-A: 100%n\n\n"), (response) -> response.hasStatus(201), "X-A: 100%n");
	}

	private static void fails(TestResponse response, Consumer<TestResponseAssert> assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertion.accept(assertThat(response)))
			.withMessageContaining(message);
	}

	private static TestResponse response(String stdout) {
		return new TestResponse(bytes(stdout), new byte[0], 0, TestResponse.REQUEST_COMPLETE, List.of());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
