package io.fastcgi.spring.handler;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for forms with files, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class MultipartTests {

	@TempDir
	static Path location;

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.with(List.of("fastcgi.server.multipart.location=" + location,
				"fastcgi.server.multipart.file-size-threshold=1000B", "fastcgi.server.multipart.max-file-size=5MB"),
				Handlers.class);
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
	void bindsFilesAndFields(FastCgiTestClient client) {
		TestResponse response = new MultipartBody().field("title", "Grüße €")
			.file("file", "über uns.txt", "content")
			.to(client.post("/one?q=query"))
			.send();
		assertThat(response.bodyAsString()).isEqualTo("query Grüße € file über uns.txt text/x-test 7 content");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsAllFilesOfAName(FastCgiTestClient client) {
		MultipartBody body = new MultipartBody().file("f", "1", "a").file("f", "2", "bb").file("g", "3", "ccc");
		assertThat(body.to(client.post("/many")).send().bodyAsString()).isEqualTo("[1, 2] [1, 2] [1, 2] [3]");
		assertThat(new MultipartBody().file("f", "1", "a")
			.file("f", "2", "bb")
			.file("g", "3", "ccc")
			.to(client.post("/maps"))
			.send()
			.bodyAsString()).isEqualTo("f=1 g=3 f=2 g=1");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsFilesThatMayBeMissing(FastCgiTestClient client) {
		assertThat(new MultipartBody().field("x", "y").to(client.post("/optional")).send().bodyAsString())
			.isEqualTo("- null -");
		assertThat(client.post("/optional").send().bodyAsString()).isEqualTo("- null -");
		assertThat(new MultipartBody().file("a", "1", "x")
			.file("c", "2", "x")
			.to(client.post("/optional"))
			.send()
			.bodyAsString()).isEqualTo("1 null 1");
		assertThat(new MultipartBody().field("title", "x").to(client.post("/one?q=1")).send().status()).isEqualTo(400);
		assertThat(client.post("/one?q=1&title=x").send().status()).isEqualTo(400);
	}

	@Test
	void keepsContentByteForByteHoweverItIsCut() throws IOException {
		byte[] content = new byte[300_000];
		new Random(42).nextBytes(content);
		byte[] lines = "\r\n------b0undar\r\n--\r\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
		for (byte[] bytes : new byte[][] { content, lines, new byte[0], { '\r', '\n' }, { '-', '-' } }) {
			for (int max : new int[] { 1000, 8191, 8192, 30_000 }) {
				TestResponse response = new MultipartBody().field("a", "b")
					.file("file", "x", bytes)
					.to(application.client().chunked(max).post("/content"))
					.send();
				assertThat(response.body()).isEqualTo(bytes);
			}
		}
	}

	@Test
	void deletesTemporaryFilesBeforeTheClientSeesTheEnd() {
		for (String path : List.of("/where", "/fails", "/fails-later", "/never-read?q=1")) {
			TestResponse response = new MultipartBody().file("file", "x", new byte[2000])
				.to(application.client().post(path))
				.send();
			if (path.equals("/where")) {
				assertThat(response.bodyAsString()).isEqualTo("1 2000");
			}
			assertThat(location).isEmptyDirectory();
		}
	}

	@Test
	void keepsSmallFilesInMemory() {
		TestResponse response = new MultipartBody().file("file", "x", new byte[1000])
			.to(application.client().post("/where"))
			.send();
		assertThat(response.bodyAsString()).isEqualTo("0 1000");
	}

	@Test
	void movesAFileToWhereTheHandlerWantsIt(@TempDir Path target) {
		for (int size : new int[] { 10, 5000 }) {
			byte[] content = new byte[size];
			new Random(size).nextBytes(content);
			File file = target.resolve("saved" + size).toFile();
			TestResponse response = new MultipartBody().field("target", file.toString())
				.file("file", "x", content)
				.to(application.client().post("/save"))
				.send();
			assertThat(response.status()).isEqualTo(200);
			assertThat(file).hasBinaryContent(content);
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void readsPartsAsTheirMediaTypeSays(FastCgiTestClient client) {
		String json = "Content-Disposition: form-data; name=\"person\"\r\nContent-Type: application/json";
		byte[] ann = "{\"name\":\"Änn\"}".getBytes(StandardCharsets.UTF_8);
		assertThat(new MultipartBody().part(json, ann).to(client.post("/part")).send().bodyAsString())
			.isEqualTo("Änn null");
		assertThat(new MultipartBody().part(
				"Content-Type: application/json\r\nContent-Disposition: form-data; name=\"person\"; filename=\"blob\"",
				ann)
			.field("note", "hä")
			.to(client.post("/part"))
			.send()
			.bodyAsString()).isEqualTo("Änn hä");
		assertThat(new MultipartBody().field("person", "x").to(client.post("/part")).send().status()).isEqualTo(415);
		assertThat(new MultipartBody().part(json, "{".getBytes(StandardCharsets.UTF_8))
			.to(client.post("/part"))
			.send()
			.bodyAsString()).contains("The part 'person' cannot be read as application/json");
		assertThat(new MultipartBody().field("note", "x").to(client.post("/part")).send().status()).isEqualTo(400);
		assertThat(new MultipartBody().part(json, "{\"name\":\" \"}".getBytes(StandardCharsets.UTF_8))
			.to(client.post("/part"))
			.send()
			.bodyAsString()).contains("\"field\":\"name\"");
	}

	@Test
	void leavesTheBodyToAMethodThatTakesIt() {
		byte[] body = new MultipartBody().field("a", "form").closed();
		TestResponse response = application.client()
			.post("/raw?a=query")
			.contentType(MultipartBody.CONTENT_TYPE)
			.body(body)
			.send();
		assertThat(response.bodyAsString()).isEqualTo("query " + body.length);
	}

	@Test
	void readsNoFormOnTheEventLoop() {
		TestResponse response = new MultipartBody().field("a", "form")
			.to(application.client().post("/event-loop?a=query"))
			.send();
		assertThat(response.bodyAsString()).isEqualTo("[query]");
	}

	@Test
	void letsAResponseBeAFile() {
		TestResponse response = new MultipartBody().file("file", "x", new byte[100_000])
			.to(application.client().post("/resource"))
			.send();
		assertThat(response.body()).hasSize(100_000);
		assertThat(location).isEmptyDirectory();
	}

	@Test
	void refusesFilesWhereTheyCannotBe() {
		assertRefused(OnEventLoop.class, "runs on the event loop but reads", "Execution.BLOCKING");
		assertRefused(WithBody.class, "but another parameter takes the whole body", "Remove one");
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(
				() -> TestApplication.with(List.of("fastcgi.server.multipart.enabled=false"), Handlers.class).close())
			.withMessageContaining("which is not read")
			.satisfies((ex) -> assertThat(ex.fix()).contains("fastcgi.server.multipart.enabled=true"));
	}

	private static void assertRefused(Class<?> handler, String problem, String fix) {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestApplication.of(handler).close())
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.fix()).contains(fix));
	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/one")
		String one(@RequestParam String q, @RequestParam String title, @RequestParam MultipartFile file)
				throws IOException {
			return String.join(" ", q, title, file.getName(), file.getOriginalFilename(), file.getContentType(),
					String.valueOf(file.getSize()), new String(file.getBytes(), StandardCharsets.UTF_8));
		}

		@FastCgiHandler("/many")
		String many(@RequestParam("f") List<MultipartFile> list, @RequestPart("f") MultipartFile[] array,
				@RequestParam("f") Optional<List<MultipartFile>> optional, @RequestPart("g") List<MultipartFile> one) {
			return String.join(" ", names(list), names(List.of(array)), names(optional.orElseThrow()), names(one));
		}

		private static String names(List<MultipartFile> files) {
			return files.stream().map(MultipartFile::getOriginalFilename).toList().toString();
		}

		@FastCgiHandler("/maps")
		String maps(@RequestParam Map<String, MultipartFile> first,
				@RequestParam MultiValueMap<String, MultipartFile> all) {
			return first.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + "=" + entry.getValue().getOriginalFilename())
				.sorted()
				.collect(Collectors.joining(" "))
					+ all.entrySet()
						.stream()
						.map((entry) -> " " + entry.getKey() + "=" + entry.getValue().size())
						.sorted()
						.collect(Collectors.joining());
		}

		@FastCgiHandler("/optional")
		String optional(@RequestParam Optional<MultipartFile> a, @RequestParam(required = false) MultipartFile b,
				@RequestPart Optional<List<MultipartFile>> c) {
			return a.map(MultipartFile::getOriginalFilename).orElse("-") + " " + b + " "
					+ c.map((files) -> String.valueOf(files.size())).orElse("-");
		}

		@FastCgiHandler("/content")
		byte[] content(@RequestParam MultipartFile file) throws IOException {
			return file.getBytes();
		}

		@FastCgiHandler("/where")
		String where(@RequestParam MultipartFile file) throws IOException {
			return files() + " " + file.getInputStream().readAllBytes().length;
		}

		private static long files() throws IOException {
			try (Stream<Path> files = Files.list(location)) {
				return files.count();
			}
		}

		@FastCgiHandler("/fails")
		String fails(@RequestParam MultipartFile file) {
			throw new IllegalStateException("as expected by a test");
		}

		@FastCgiHandler("/fails-later")
		String failsLater(@RequestParam MultipartFile file, @RequestParam int missing) {
			throw new AssertionError("never called");
		}

		@FastCgiHandler("/never-read")
		String neverRead(@RequestParam String q) {
			return q;
		}

		@FastCgiHandler("/save")
		void save(@RequestParam String target, @RequestPart MultipartFile file) throws IOException {
			file.transferTo(new File(target));
		}

		@FastCgiHandler("/part")
		String part(@RequestPart @Valid Person person, @RequestPart(required = false) String note) {
			return person.name() + " " + note;
		}

		@FastCgiHandler("/raw")
		String raw(@RequestBody byte[] body, @RequestParam String a) {
			return a + " " + body.length;
		}

		@FastCgiHandler(path = "/event-loop", execution = Execution.NON_BLOCKING)
		String eventLoop(@RequestParam List<String> a) {
			return a.toString();
		}

		@FastCgiHandler("/resource")
		Resource resource(@RequestParam MultipartFile file) {
			return file.getResource();
		}

	}

	static class OnEventLoop {

		@FastCgiHandler(path = "/x", execution = Execution.NON_BLOCKING)
		void handle(@RequestParam MultipartFile file) {
		}

	}

	static class WithBody {

		@FastCgiHandler("/x")
		void handle(@RequestParam MultipartFile file, @RequestBody String body) {
		}

	}

	record Person(@NotBlank String name) {

	}

}
