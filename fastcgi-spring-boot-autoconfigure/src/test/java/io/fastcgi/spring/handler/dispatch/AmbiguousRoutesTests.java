package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.result.ResultWriter;
import io.fastcgi.spring.handler.result.ResultWriters;
import io.fastcgi.spring.handler.result.SendFileOptions;
import io.fastcgi.spring.handler.validation.MethodValidation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link AmbiguousRoutes}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AmbiguousRoutesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/x | /x | /x", "/{a} | /{b} | /1", "/{a} | /{b:[a-z]+} | /a", "/{id:\\d+} | /{id:[0-9]+} | /1",
					"/{d:\\d{4}} | /{d:20..} | /2026", "/x/{a} | /{a}/y | /x/y", "/a* | /*b | /a",
					"/a/{b}/** | /a/{c}/** | /a/1", "/** | /{*rest} | /", "/**/{x} | /**/{y} | /1",
					"/{a}.txt | /{b}.txt | /1.txt", "/a b/{x} | /a b/{y} | /a%20b/1",
					"/{q:[q]{17}} | /{r:[q]{17}} | /{q:", "/ | / | /", "/x/ | /x/ | /x/", "/a? | /?b | /ab",
					"/a/** | /**/b | /a/b", "/{d:\\d{4}-\\d\\d-\\d\\d} | /{e} | /2026-01-31" })
	void findsPathsThatOneRequestMatches(String one, String other, String path) {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> new AmbiguousRoutes(List.of(route(one), route(other))).reject())
			.withMessageContaining("'GET " + path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/x | /y", "/x | /{a}", "/x | /X", "/x | /x/", "/{id:\\d+} | /{id:[a-z]+}",
					"/{id:\\d+}/a | /{id}/b", "/users/{id} | /{kind}/search", "/a/{x} | /b/{y}", "/** | /{a}",
					"/a/** | /a/b/**", "/a/** | /b/**", "/**/a | /**/b", "/{a}.txt | /{a}.csv", "/ab | /a?",
					"/a* | /b*", "/{a}/{b} | /{c}", "/a/{b}/** | /a/{*rest}" })
	void acceptsPathsThatNothingMatchesOrOneOfWhichIsMoreSpecific(String one, String other) {
		assertThatNoException().isThrownBy(() -> new AmbiguousRoutes(List.of(route(one), route(other))).reject());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "GET | GET,POST | GET", "GET,HEAD | HEAD,POST | HEAD",
			"POST,PUT | PUT,DELETE | PUT", "- | - | GET" })
	void findsMethodsThatOverlap(String one, String other, String method) {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> new AmbiguousRoutes(List.of(route("/x", one), route("/x", other))).reject())
			.withMessageContaining("'%s /x'", method);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "GET | POST", "GET | HEAD", "GET | -", "HEAD | -", "GET,PUT | POST,DELETE" })
	void acceptsMethodsOneOfWhichIsMeantMore(String one, String other) {
		assertThatNoException()
			.isThrownBy(() -> new AmbiguousRoutes(List.of(route("/x", one), route("/x", other))).reject());
	}

	@Test
	void namesBothMethodsTheirBeansAndTheRequest() {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> TestRoutes.of(new Reads(), new Writes()))
			.withMessage("""
					Two handlers serve the same requests, and nothing decides which of them does:

					    void %s$Reads.read() of bean 'bean0': role RESPONDER, path '/{name}', method GET, POST, \
					consumes text/*, produces text/plain, application/json
					    void %1$s$Writes.write() of bean 'bean1': role RESPONDER, path '/{id}', method POST, PUT, \
					consumes text/*, application/json, produces application/json

					Both serve 'POST /1' with 'Content-Type: text/any' with 'Accept: application/json', for example."""
				.formatted(AmbiguousRoutesTests.class.getName()))
			.satisfies((ex) -> assertThat(ex.fix()).isEqualTo(
					"Give one of them another path, or let them differ in 'method', 'role', 'consumes' or 'produces'."));
	}

	@Test
	void namesBothBeansOfOneClass() {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> TestRoutes.of(new Reads(), new Reads()))
			.withMessageContaining("Reads.read() of bean 'bean0'")
			.withMessageContaining("Reads.read() of bean 'bean1'")
			.satisfies((ex) -> assertThat(ex.fix()).startsWith("Keep one of the beans 'bean0' and 'bean1'"));
	}

	@Test
	void keepsRolesApart() {
		RouteOfBean responder = route("/x");
		RouteOfBean filter = route("/x", new Route.Conditions(Role.FILTER, Set.of(), List.of(), List.of()));
		assertThatNoException().isThrownBy(() -> new AmbiguousRoutes(List.of(responder, filter)).reject());
	}

	@Test
	void letsAMethodHaveSeveralPathsForTheSameRequests() {
		assertThatNoException().isThrownBy(() -> TestRoutes.of(new TwoPaths()));
	}

	@Test
	void takesNoOffenceWhereAThirdHandlerServesTheRequest() {
		List<RouteOfBean> routes = new ArrayList<>(List.of(route("/x/{a:[q]}"), route("/{b:[x]}/q")));
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> new AmbiguousRoutes(routes).reject());
		routes.add(route("/x/q"));
		assertThatNoException().isThrownBy(() -> new AmbiguousRoutes(routes).reject());
	}

	private static RouteOfBean route(String path) {
		return route(path, (String) null);
	}

	private static RouteOfBean route(String path, @Nullable String methods) {
		Set<HttpMethod> all = new TreeSet<>();
		if (methods != null) {
			for (String method : methods.split(",")) {
				all.add(HttpMethod.valueOf(method));
			}
		}
		return route(path, new Route.Conditions(Role.RESPONDER, all, List.of(), List.of()));
	}

	static RouteOfBean route(String path, Route.Conditions conditions) {
		Method method = AmbiguousRoutesTests.class.getDeclaredMethods()[0];
		HandlerInvoker invoker = new HandlerInvoker(path, method, new Argument[0],
				new MethodValidation(null).bind(AmbiguousRoutesTests.class, method));
		ResultWriter results = new ResultWriters(
				new BodyWriter(new MessageConverters(List.of()), new ContentNegotiation()), List.of(),
				SendFileOptions.none(Path.of("/")))
			.create(method, ResolvableType.forClass(void.class), Role.RESPONDER, List.of());
		Route.Handler handler = new Route.Handler(AmbiguousRoutesTests.class, invoker, results, true,
				ResponsePreset.of(method, true, List.of()),
				Interceptors.of(List.of(), new HandlerMethod(path, method)));
		return new RouteOfBean("bean", method, new Route(new PathPatternParser().parse(path), conditions, handler));
	}

	static class Reads {

		@FastCgiHandler(path = "/{name}", method = { RequestMethod.GET, RequestMethod.POST }, consumes = "text/*",
				produces = { MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE })
		void read() {
		}

	}

	static class Writes {

		@FastCgiHandler(path = "/{id}", method = { RequestMethod.POST, RequestMethod.PUT },
				consumes = { "text/*", MediaType.APPLICATION_JSON_VALUE }, produces = MediaType.APPLICATION_JSON_VALUE)
		void write() {
		}

	}

	static class TwoPaths {

		@FastCgiHandler({ "/{a}", "/{b}", "/x", "/x" })
		void handle() {
		}

	}

}
