package io.fastcgi.spring.handler.argument;

import java.lang.reflect.Method;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.StubExchange;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import io.fastcgi.spring.handler.multipart.MultipartOptions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamedValueBinder}, {@link NamedValueSource} and {@link NamedValue}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NamedValueTests {

	private static final MultipartForms FORMS = new MultipartForms(new MultipartOptions(false, 0, 0, 0, 1, 0, null),
			new MemoryBudget(0));

	@Test
	void convertsToTheTypeOfTheParameter() {
		assertThat(resolve("integer", "/?n=42")).isEqualTo(42);
		assertThat(resolve("day", "/?n=monday")).isEqualTo(DayOfWeek.MONDAY);
		assertThat(resolve("date", "/?n=24.12.2026")).isEqualTo(LocalDate.of(2026, 12, 24));
		assertThat(resolve("text", "/?n=a%20b")).isEqualTo("a b");
		assertThat(resolve("object", "/?n=a")).isEqualTo("a");
	}

	@Test
	void convertsEachOfSeveralValues() {
		assertThat(resolve("integers", "/?n=1&n=2")).isEqualTo(List.of(1, 2));
		assertThat(resolve("integers", "/?n=1,2")).isEqualTo(List.of(1, 2));
		assertThat(resolve("integers", "/?n=7")).isEqualTo(List.of(7));
		assertThat(resolve("days", "/?n=monday&n=FRIDAY")).isEqualTo(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
		assertThat(resolve("array", "/?n=1&n=2")).isEqualTo(new int[] { 1, 2 });
		assertThat(resolve("texts", "/?n=a,b&n=c")).isEqualTo(List.of("a,b", "c"));
		assertThat(resolve("optionalIntegers", "/?n=1&n=2")).isEqualTo(Optional.of(List.of(1, 2)));
	}

	@Test
	void takesTheFirstOfSeveralValuesWhereThereIsRoomForOne() {
		assertThat(resolve("text", "/?n=a&n=b")).isEqualTo("a");
		assertThat(resolve("header", "/", "HTTP_X_A", "1", "HTTP_X_A", "2")).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "integer", "text", "day", "integers", "header", "cookie", "cgi", "path" })
	void refusesARequestWithoutARequiredValue(String method) {
		assertThatExceptionOfType(MissingRequestValueException.class).isThrownBy(() -> resolve(method, "/"))
			.satisfies((ex) -> assertThat(ex.getName()).isIn("n", "X-A", "id", "REMOTE_USER"));
	}

	@Test
	void refusesAnEmptyValueThatIsNothingAfterConversion() {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> resolve("integer", "/?n="));
		assertThatExceptionOfType(MissingRequestValueException.class).isThrownBy(() -> resolve("wrapper", "/?n="));
		assertThatExceptionOfType(MissingRequestValueException.class).isThrownBy(() -> resolve("day", "/?n"));
		assertThat(resolve("text", "/?n=")).isEqualTo("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?n=x", "/?n=99999999999", "/?n=1.5", "/?n=%00" })
	void refusesAValueThatCannotBeConverted(String target) {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> resolve("integer", target))
			.satisfies((ex) -> assertThat(ex.getBody().getDetail())
				.isEqualTo("The request parameter 'n' cannot be converted to int"));
	}

	@Test
	void usesTheDefaultValue() {
		assertThat(resolve("defaulted", "/")).isEqualTo(5);
		assertThat(resolve("defaulted", "/?n=")).isEqualTo(5);
		assertThat(resolve("defaulted", "/?n=6")).isEqualTo(6);
		assertThat(resolve("defaultedList", "/")).isEqualTo(List.of(1, 2));
	}

	@Test
	void hasNothingForAnOptionalValueThatIsMissing() {
		assertThat(resolve("optional", "/")).isEqualTo(Optional.empty());
		assertThat(resolve("optional", "/?n=")).isEqualTo(Optional.empty());
		assertThat(resolve("optional", "/?n=3")).isEqualTo(Optional.of(3));
		assertThat(resolve("nullable", "/")).isNull();
		assertThat(resolve("notRequired", "/")).isNull();
		assertThat(resolve("flag", "/")).isEqualTo(false);
		assertThat(resolve("flag", "/?n=true")).isEqualTo(true);
	}

	@Test
	void looksInTheRightPlace() {
		String[] params = { "HTTP_X_A", "a", "HTTP_COOKIE", "n=b; x=y", "REMOTE_USER", "c", "HTTP_REMOTE_USER", "evil",
				"N", "no" };
		assertThat(resolve("header", "/", params)).isEqualTo("a");
		assertThat(resolve("cookie", "/", params)).isEqualTo("b");
		assertThat(resolve("cgi", "/", params)).isEqualTo("c");
		assertThat(resolve("contentType", "/", "CONTENT_TYPE", "a/b", "HTTP_CONTENT_TYPE", "evil")).isEqualTo("a/b");
		assertThat(resolve("contentType", "/", "CONTENT_TYPE", "")).isEqualTo("none");
	}

	@Test
	void takesAnEmptyParamOfTheFrontEndForAMissingOne() {
		assertThatExceptionOfType(MissingRequestValueException.class)
			.isThrownBy(() -> resolve("cgi", "/", "REMOTE_USER", ""));
	}

	@Test
	void bindsEverythingToAMap() {
		assertThat(resolve("map", "/?a=1&a=2&b=3")).isEqualTo(Map.of("a", "1", "b", "3"));
		assertThat(resolve("multiMap", "/?a=1&a=2&b=3")).isEqualTo(Map.of("a", List.of("1", "2"), "b", List.of("3")));
		assertThat(resolve("headerMap", "/", "HTTP_X_A", "1", "REMOTE_ADDR", "x")).isEqualTo(Map.of("X-A", "1"));
		assertThat(resolve("headers", "/", "HTTP_X_A", "1")).isInstanceOfSatisfying(HttpHeaders.class,
				(headers) -> assertThat(headers.getFirst("x-a")).isEqualTo("1"));
		assertThat(resolve("cgiMap", "/", "HTTP_X_A", "1", "REMOTE_ADDR", "x"))
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("REMOTE_ADDR", "x")
			.doesNotContainKey("HTTP_X_A");
	}

	@Test
	void keepsQueriesOfDifferentRequestsApart() {
		FastCgiRequest request = StubExchange.get("/");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.queryParams().add("a", "b"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.formParams().add("a", "b"));
		assertThat(StubExchange.get("/").queryParams()).isEqualTo(new LinkedMultiValueMap<>());
	}

	private static @Nullable Object resolve(String method, String target, String... params) {
		try {
			return bind(method).resolve(StubExchange.get(target, params));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Argument bind(String name) {
		Method method = Arrays.stream(Parameters.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		MethodParameter parameter = new MethodParameter(method, 0);
		parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
		Argument argument = new NamedValueBinder(ApplicationConversionService.getSharedInstance(), FORMS)
			.bind(parameter);
		assertThat(argument).isNotNull();
		return argument;
	}

	@SuppressWarnings("unused")
	interface Parameters {

		void integer(@RequestParam int n);

		void wrapper(@RequestParam Integer n);

		void text(@RequestParam String n);

		void object(@RequestParam Object n);

		void day(@RequestParam DayOfWeek n);

		void date(@RequestParam @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate n);

		void integers(@RequestParam List<Integer> n);

		void texts(@RequestParam List<String> n);

		void days(@RequestParam Set<DayOfWeek> n);

		void array(@RequestParam int[] n);

		void defaulted(@RequestParam(defaultValue = "5") int n);

		void defaultedList(@RequestParam(defaultValue = "1,2") List<Integer> n);

		void optional(@RequestParam Optional<Integer> n);

		void optionalIntegers(@RequestParam Optional<List<Integer>> n);

		void nullable(@RequestParam @Nullable Integer n);

		void notRequired(@RequestParam(required = false) Integer n);

		void flag(@RequestParam(required = false) boolean n);

		void header(@RequestHeader("X-A") String anything);

		void contentType(@RequestHeader(name = "Content-Type", defaultValue = "none") String contentType);

		void cookie(@CookieValue String n);

		void cgi(@CgiParam("REMOTE_USER") String user);

		void path(@PathVariable String id);

		void map(@RequestParam Map<String, String> all);

		void multiMap(@RequestParam MultiValueMap<String, String> all);

		void headerMap(@RequestHeader Map<String, String> all);

		void headers(@RequestHeader HttpHeaders all);

		void cgiMap(@CgiParam Map<String, String> all);

	}

}
