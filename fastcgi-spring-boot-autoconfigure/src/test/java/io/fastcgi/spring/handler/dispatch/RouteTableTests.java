package io.fastcgi.spring.handler.dispatch;

import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.StubExchange;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RouteTable}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RouteTableTests {

	@ParameterizedTest
	@CsvSource({ "GET,/notes,literal", "GET,/notes/1,variable", "GET,/notes/1/2,rest", "GET,/notes/new,literalBelow",
			"GET,/notes/a%2Fb,variable", "GET,/notes/7.txt,extension", "GET,/n%6ftes,literal", "GET,/notes/,rest",
			"GET,/other,everything", "GET,/,everything", "GET,//notes,everything", "GET,/notes;x=1,everything",
			"POST,/notes/new,variablePost", "POST,/notes,everything" })
	void findsTheMostSpecificRoute(String method, String target, String handler) {
		assertThat(TestRoutes.match(StubExchange.request(method, target), new Specific())).isEqualTo(handler);
	}

	@Test
	void decodesVariablesOfThePath() {
		DefaultFastCgiRequest request = StubExchange.get("/notes/J%C3%BC%2F;x=%20+");
		new RouteTable(TestRoutes.of(new Specific()), new ContentNegotiation()).match(request);
		assertThat(request.pathVariables()).isEqualTo(Map.of("id", "Jü/;x= +"));
		assertThat(request.pattern()).hasToString("/notes/{id}");
	}

	@Test
	void hasTheVariablesOfALessSpecificRoute() {
		DefaultFastCgiRequest request = StubExchange.request("POST", "/notes/new");
		new RouteTable(TestRoutes.of(new Specific()), new ContentNegotiation()).match(request);
		assertThat(request.pathVariables()).isEqualTo(Map.of("id", "new"));
	}

	@ParameterizedTest
	@CsvSource({ "GET,/m,get", "HEAD,/m,get", "POST,/m,post", "PUT,/m,post", "HEAD,/head,head",
			"GET,/head,getBesideHead", "PURGE,/any,any", "OPTIONS,/options,options" })
	void findsTheRouteForTheMethod(String method, String target, String handler) {
		assertThat(TestRoutes.match(StubExchange.request(method, target), new Methods())).isEqualTo(handler);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "get", "OPTIONS", "P\u0000ST", "GET ", "GET, POST" })
	void saysWhichMethodsAreAllowed(String method) {
		assertThatExceptionOfType(MethodNotAllowedException.class)
			.isThrownBy(() -> TestRoutes.match(StubExchange.request(method, "/m"), new Methods()))
			.satisfies((ex) -> assertThat(ex.getHeaders().getAllow()).containsExactlyInAnyOrder(HttpMethod.GET,
					HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.OPTIONS));
	}

	@Test
	void takesAMissingMethodForGet() {
		assertThat(TestRoutes.match(StubExchange.request("", "/m"), new Methods())).isEqualTo("get");
	}

	@ParameterizedTest
	@CsvSource({ "application/json,json", "application/json;charset=UTF-8,json", "text/plain,text", "text/csv,text",
			"APPLICATION/JSON,json" })
	void findsTheRouteForTheBody(String contentType, String handler) {
		DefaultFastCgiRequest request = StubExchange.request("POST", "/c", "CONTENT_TYPE", contentType);
		assertThat(TestRoutes.match(request, new Bodies())).isEqualTo(handler);
	}

	@ParameterizedTest
	@CsvSource({ "GET,text/plain,plain", "GET,text/csv,text", "POST,text/plain,plain", "GET,image/png,get",
			"POST,image/png,any" })
	void doesNotLetTheNameOfAVariableDecide(String method, String contentType, String handler) {
		DefaultFastCgiRequest request = StubExchange.request(method, "/1", "CONTENT_TYPE", contentType);
		assertThat(TestRoutes.match(request, new Names())).isEqualTo(handler);
	}

	@ParameterizedTest
	@CsvSource({ "/ab,literal", "/ax,questionMark" })
	void prefersAPathWithoutAQuestionMark(String path, String handler) {
		assertThat(TestRoutes.match(StubExchange.get(path), new QuestionMark())).isEqualTo(handler);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "", "nonsense", "*/*", "text/plain;charset=nonsense" })
	void refusesBodiesThatNobodyConsumes(String contentType) {
		DefaultFastCgiRequest request = StubExchange.request("POST", "/c", "CONTENT_TYPE", contentType);
		assertThatExceptionOfType(UnsupportedMediaTypeStatusException.class)
			.isThrownBy(() -> TestRoutes.match(request, new Bodies()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application/json|json", "text/plain|text", "image/png|image", "text/*|text",
			"text/plain, application/json;q=0.5|text", "application/json;q=0.1, text/plain;q=0.2|text" })
	void findsTheRouteForTheResponse(String accept, String handler) {
		assertThat(TestRoutes.match(StubExchange.get("/p", "HTTP_ACCEPT", accept), new Responses())).isEqualTo(handler);
	}

	@Test
	void prefersTheMoreSpecificPathToTheMoreWantedType() {
		DefaultFastCgiRequest request = StubExchange.get("/p", "HTTP_ACCEPT", "image/png, text/plain;q=0.1");
		assertThat(TestRoutes.match(request, new Responses())).isEqualTo("text");
	}

	@Test
	void refusesWhatNobodyProduces() {
		assertThatExceptionOfType(NotAcceptableStatusException.class)
			.isThrownBy(() -> TestRoutes.match(StubExchange.get("/p", "HTTP_ACCEPT", "video/mp4"), new Responses()))
			.satisfies((ex) -> assertThat(ex.getSupportedMediaTypes()).contains(MediaType.TEXT_PLAIN));
	}

	@Test
	void keepsRolesApart() {
		RouteTable routes = new RouteTable(TestRoutes.of(new Roles()), new ContentNegotiation());
		assertThat(routes.serves(Role.RESPONDER)).isTrue();
		assertThat(routes.serves(Role.AUTHORIZER)).isTrue();
		assertThat(routes.serves(Role.FILTER)).isFalse();
		assertThat(match(routes, Role.RESPONDER, "/r")).isEqualTo("respond");
		assertThat(match(routes, Role.AUTHORIZER, "/r")).isEqualTo("authorize");
		assertThatNotFound(() -> match(routes, Role.AUTHORIZER, "/responder"));
		assertThatNotFound(() -> match(routes, Role.FILTER, "/r"));
	}

	private static String match(RouteTable routes, Role role, String target) {
		return routes.match(StubExchange.request(role, "GET", target)).handler().invoker().method().getName();
	}

	@Test
	void findsNothingForAnUnknownPath() {
		assertThatNotFound(() -> TestRoutes.match(StubExchange.get("/unknown"), new Methods()));
		assertThatNotFound(() -> new RouteTable(List.of(), new ContentNegotiation()).match(StubExchange.get("/")));
	}

	private static void assertThatNotFound(Runnable match) {
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(match::run)
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND));
	}

	static class Specific {

		@FastCgiHandler
		void everything() {
		}

		@FastCgiHandler(path = "/notes", method = RequestMethod.GET)
		void literal() {
		}

		@FastCgiHandler(path = "/notes/**", method = RequestMethod.GET)
		void rest() {
		}

		@FastCgiHandler(path = "/notes/{id}", method = RequestMethod.GET)
		void variable(@PathVariable String id) {
		}

		@FastCgiHandler(path = "/notes/{id}", method = RequestMethod.POST)
		void variablePost(@PathVariable String id) {
		}

		@FastCgiHandler(path = "/notes/{id}.txt", method = RequestMethod.GET)
		void extension(@PathVariable int id) {
		}

		@FastCgiHandler(path = "/notes/new", method = RequestMethod.GET)
		void literalBelow() {
		}

	}

	static class Methods {

		@FastCgiHandler(path = "/m", method = { RequestMethod.POST, RequestMethod.PUT })
		void post() {
		}

		@FastCgiHandler(path = "/m", method = RequestMethod.GET)
		void get() {
		}

		@FastCgiHandler(path = "/head", method = RequestMethod.GET)
		void getBesideHead() {
		}

		@FastCgiHandler(path = "/head", method = RequestMethod.HEAD)
		void head() {
		}

		@FastCgiHandler("/any")
		void any() {
		}

		@FastCgiHandler(path = "/options", method = RequestMethod.OPTIONS)
		void options() {
		}

	}

	static class Bodies {

		@FastCgiHandler(path = "/c", consumes = "application/json")
		void json() {
		}

		@FastCgiHandler(path = "/c", consumes = "text/*")
		void text() {
		}

	}

	static class Names {

		@FastCgiHandler("/{a}")
		void any() {
		}

		@FastCgiHandler(path = "/{b}", method = RequestMethod.GET)
		void get() {
		}

		@FastCgiHandler(path = "/{c}", consumes = "text/*")
		void text() {
		}

		@FastCgiHandler(path = "/{d}", consumes = "text/plain")
		void plain() {
		}

	}

	static class QuestionMark {

		@FastCgiHandler("/a?")
		void questionMark() {
		}

		@FastCgiHandler("/ab")
		void literal() {
		}

	}

	static class Responses {

		@FastCgiHandler(path = "/p", produces = "application/json")
		void json() {
		}

		@FastCgiHandler(path = "/p", produces = "text/plain")
		void text() {
		}

		@FastCgiHandler(path = "/{any}", produces = "image/png")
		void image() {
		}

	}

	static class Roles {

		@FastCgiHandler({ "/r", "/responder" })
		void respond() {
		}

		@FastCgiHandler(path = "/r", role = Role.AUTHORIZER)
		ResponseEntity<Void> authorize() {
			return ResponseEntity.ok().build();
		}

	}

}
