package io.fastcgi.spring.handler;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for objects that are made of forms, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FormObjectTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	private static String post(String target, String form) {
		return post(application.client(), target, form).bodyAsString();
	}

	private static TestResponse post(FastCgiTestClient client, String target, String form) {
		return client.post(target).contentType(FORM).body(form).send();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void constructsRecords(FastCgiTestClient client) {
		assertThat(post(client, "/record/7?name=%C3%84nn", "born=24.12.1999&tags=a&tags=b&address.city=Ulm&e-mail=x")
			.bodyAsString())
			.isEqualTo("Person[id=7, name=Änn, born=1999-12-24, tags=[a, b], address=Address[city=Ulm], mail=x]");
		assertThat(client.get("/record/7?name=x").send().bodyAsString())
			.isEqualTo("Person[id=7, name=x, born=null, tags=null, address=null, mail=null]");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void callsSetters(FastCgiTestClient client) {
		assertThat(post(client, "/bean", "name=Ann&age=7&lines[0].text=a&lines[1].text=b&map[x]=1&_flag=on&list[]=1")
			.bodyAsString()).isEqualTo("Ann 7 [a, b] {x=1} false [1]");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsFiles(FastCgiTestClient client) {
		TestRequest request = new MultipartBody().field("title", "t")
			.file("one", "1", "x")
			.file("many", "2", "x")
			.file("many", "3", "x")
			.to(client.post("/files"));
		assertThat(request.send().bodyAsString()).isEqualTo("t 1 [2, 3]");
	}

	@Test
	void letsNothingInAFormChangeAVariableOfThePath() {
		assertThat(post("/record/7?id=8", "id=9&name=x")).startsWith("Person[id=7,");
	}

	@Test
	void answersWithTheFieldsThatCannotBeConverted() {
		TestResponse response = post(application.client(), "/record/x", "name=a&born=never");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.bodyAsString()).contains("\"field\":\"id\"", "\"message\":\"cannot be converted\"")
			.contains("\"field\":\"born\"")
			.doesNotContain("java.");
		assertThat(post("/bean", "age=x")).contains("\"field\":\"age\"", "cannot be converted");
	}

	@Test
	void validates() {
		assertThat(post("/valid", "name=&age=3")).contains("\"status\":400", "\"field\":\"name\"", "\"field\":\"age\"");
		assertThat(post("/valid", "name=a&age=18")).isEqualTo("Visitor[name=a, age=18]");
		assertThat(post("/valid", "name=a")).contains("\"field\":\"age\"", "is missing");
	}

	@Test
	void handsErrorsOverToAMethodThatTakesThem() {
		assertThat(post("/errors", "name=&age=3")).isEqualTo("[age, name] visitor Visitor[name=, age=3]");
		assertThat(post("/errors", "name=a&age=18")).isEqualTo("[] visitor Visitor[name=a, age=18]");
		assertThat(post("/errors", "name=a&age=x")).isEqualTo("[age] visitor Visitor[name=a, age=0]");
		assertThat(json("/body-errors", "{\"name\":\"\",\"age\":3}")).isEqualTo("2 Visitor[name=, age=3]");
		assertThat(json("/body-errors", "{\"name\":\"a\",\"age\":30}")).isEqualTo("0 Visitor[name=a, age=30]");
		assertThat(json("/body-errors", "{")).contains("\"status\":400");
	}

	private static String json(String target, String body) {
		return application.client().post(target).contentType("application/json").body(body).send().bodyAsString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "lines[x].text=a", "lines[300].text=a", "lines[-1].text=a", "lines[99999999999].text=a",
			"lines[0.text=a", "lines[=a", "lines[].text=a", "items[x].text=a", "items[300].text=a", "items[=a",
			"items[0.text=a", "items[2147483647].text=a", "items[].text=a", "map[=1" })
	void survivesNamesThatAreNoFields(String field) {
		for (String target : List.of("/bean", "/items")) {
			int status = post(application.client(), target, field).status();
			assertThat(status).isIn(200, 400);
		}
	}

	@Test
	void changesNothingThatIsNoField() {
		assertThat(post("/bean", "class.classLoader.defaultAssertionStatus=true&class.name=x&name=a&age=1"))
			.isEqualTo("a 1 [] {} true []");
	}

	@Test
	void answersWhenAConstructorRefusesItsArguments() {
		TestResponse response = post(application.client(), "/picky", "name=evil");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.bodyAsString()).contains("The form cannot be read as 'picky'").doesNotContain("secret");
	}

	@Test
	void refusesWhatIsNoForm() {
		assertRefused(SingleValue.class, "is a single value", "@RequestParam");
		assertRefused(MapOfValues.class, "java.util.Map, which cannot be made of fields", "a record");
		assertRefused(Unannotated.class, "cannot be bound to anything", "@ModelAttribute for a form");
		assertRefused(UnannotatedValue.class, "cannot be bound to anything", "@CgiParam for what the front end says");
		assertRefused(LostErrors.class, "does not follow what is bound", "Move it behind");
		assertRefused(ErrorsOfNothing.class, "does not follow what is bound", "Move it behind");
	}

	private static void assertRefused(Class<?> handler, String problem, String fix) {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestApplication.of(handler).close())
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.fix()).contains(fix));
	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/record/{id}")
		String bindRecord(@ModelAttribute Person person) {
			return person.toString();
		}

		@FastCgiHandler("/bean")
		String bindBean(@ModelAttribute Bean bean) {
			return String.join(" ", bean.name, String.valueOf(bean.age),
					bean.lines.stream().map((line) -> line.text).toList().toString(), bean.map.toString(),
					String.valueOf(bean.flag), bean.list.toString());
		}

		@FastCgiHandler("/files")
		String files(@ModelAttribute Files files) {
			return files.title() + " " + files.one().getOriginalFilename() + " "
					+ files.many().stream().map(MultipartFile::getOriginalFilename).toList();
		}

		@FastCgiHandler("/valid")
		String valid(@Valid @ModelAttribute Visitor visitor) {
			return visitor.toString();
		}

		@FastCgiHandler("/errors")
		String errors(@Valid @ModelAttribute Visitor visitor, BindingResult result) {
			return result.getFieldErrors().stream().map((error) -> error.getField()).sorted().toList() + " "
					+ result.getObjectName() + " " + visitor;
		}

		@FastCgiHandler("/body-errors")
		String bodyErrors(@Valid @RequestBody Visitor visitor, Errors errors) {
			return errors.getErrorCount() + " " + visitor;
		}

		@FastCgiHandler("/items")
		String items(@ModelAttribute Items items) {
			return items.toString();
		}

		@FastCgiHandler("/picky")
		String picky(@ModelAttribute Picky picky) {
			return picky.toString();
		}

	}

	record Person(long id, String name, @Nullable @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate born,
			@Nullable List<String> tags, @Nullable Address address, @BindParam("e-mail") @Nullable String mail) {

	}

	record Address(String city) {

	}

	record Files(String title, MultipartFile one, List<MultipartFile> many) {

	}

	record Visitor(@NotBlank String name, @Min(18) int age) {

	}

	record Items(@Nullable List<Line> items) {

	}

	record Picky(String name) {

		Picky {
			if (name.equals("evil")) {
				throw new IllegalArgumentException("secret");
			}
		}

	}

	public static class Line {

		private String text;

		public void setText(String text) {
			this.text = text;
		}

		public String getText() {
			return this.text;
		}

	}

	public static class Bean {

		private String name;

		private int age;

		private boolean flag = true;

		private List<Line> lines = new ArrayList<>();

		private List<String> list = new ArrayList<>();

		private Map<String, String> map = new HashMap<>();

		public void setName(String name) {
			this.name = name;
		}

		public void setAge(int age) {
			this.age = age;
		}

		public void setFlag(boolean flag) {
			this.flag = flag;
		}

		public List<Line> getLines() {
			return this.lines;
		}

		public void setLines(List<Line> lines) {
			this.lines = lines;
		}

		public void setList(List<String> list) {
			this.list = list;
		}

		public Map<String, String> getMap() {
			return this.map;
		}

		public void setMap(Map<String, String> map) {
			this.map = map;
		}

	}

	static class SingleValue {

		@FastCgiHandler("/x")
		void handle(@ModelAttribute String value) {
		}

	}

	static class MapOfValues {

		@FastCgiHandler("/x")
		void handle(@ModelAttribute Map<String, String> values) {
		}

	}

	static class Unannotated {

		@FastCgiHandler("/x")
		void handle(Person person) {
		}

	}

	static class UnannotatedValue {

		@FastCgiHandler("/x")
		void handle(int number) {
		}

	}

	static class LostErrors {

		@FastCgiHandler("/x")
		void handle(@ModelAttribute Person person, FastCgiRequest request, BindingResult result) {
		}

	}

	static class ErrorsOfNothing {

		@FastCgiHandler("/x")
		void handle(Errors errors) {
		}

	}

}
