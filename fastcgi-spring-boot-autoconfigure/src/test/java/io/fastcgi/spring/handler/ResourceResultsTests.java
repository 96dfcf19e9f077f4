package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for files as results, and for the conditions and ranges of RFC 9110.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResourceResultsTests {

	private static final String LAST_MODIFIED = "Tue, 24 Nov 2026 08:00:00 GMT";

	@TempDir
	static Path directory;

	private static TestApplication application;

	@BeforeAll
	static void start() throws IOException {
		Path file = Files.writeString(directory.resolve("a b.txt"), "0123456789");
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T08:00:00.400Z")));
		application = TestApplication.with(List.of("test.directory=" + directory), Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static TestRequest get(String path) {
		return application.client().get(path);
	}

	private static String etag() {
		return String.valueOf(get("/file").send().header("ETag"));
	}

	@Test
	void describesAFile() {
		TestResponse response = get("/file").send();
		assertThat(response.bodyAsString()).isEqualTo("0123456789");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain");
		assertThat(response.header("Content-Length")).isEqualTo("10");
		assertThat(response.header("Last-Modified")).isEqualTo(LAST_MODIFIED);
		assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
		assertThat(response.header("ETag")).matches("\"[0-9a-f]+-a\"");
		assertThat(get("/staged").send().bodyAsString()).isEqualTo("0123456789");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=2-4    | 206 | 234        | bytes 2-4/10
			bytes=7-     | 206 | 789        | bytes 7-9/10
			bytes=-2     | 206 | 89         | bytes 8-9/10
			bytes=0-99   | 206 | 0123456789 | bytes 0-9/10
			bytes=10-    | 416 |            | bytes */10
			lines=1-2    | 200 | 0123456789 |
			bytes=a      | 200 | 0123456789 |
			""")
	void sendsARange(String range, int status, String body, String contentRange) {
		TestResponse response = get("/file").header("Range", range).send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.bodyAsString()).isEqualTo((body != null) ? body : "");
		assertThat(response.header("Content-Range")).isEqualTo(contentRange);
		assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.body().length));
	}

	@Test
	void sendsSeveralRanges() {
		TestResponse response = get("/file").header("Range", "bytes=0-1,8-9").send();
		assertThat(response.status()).isEqualTo(206);
		assertThat(response.header("Content-Type")).startsWith("multipart/byteranges");
		assertThat(response.bodyAsString()).contains("Content-Range: bytes 0-1/10", "01",
				"Content-Range: bytes 8-9/10");
	}

	@Test
	void sendsARangeAsWhatTheWholeIs() {
		assertThat(get("/typed").send().header("Content-Type")).isEqualTo("text/csv");
		assertThat(get("/typed").header("Range", "bytes=2-4").send().header("Content-Type")).isEqualTo("text/csv");
		assertThat(get("/typed").header("Range", "bytes=0-1,8-9").send().bodyAsString())
			.contains("Content-Type: text/csv");
	}

	@Test
	void meansWhateverThereIsByAnAsterisk() {
		assertThat(get("/bytes").header("If-None-Match", "*").send().status()).isEqualTo(304);
		assertThat(get("/bytes").header("If-Match", "*").send().status()).isEqualTo(200);
	}

	@Test
	void sendsARangeOnlyOfWhatTheClientHas() {
		assertThat(get("/file").header("Range", "bytes=2-4").header("If-Range", etag()).send().status()).isEqualTo(206);
		assertThat(get("/file").header("Range", "bytes=2-4").header("If-Range", "\"other\"").send().status())
			.isEqualTo(200);
		assertThat(get("/file").header("Range", "bytes=2-4").header("If-Range", LAST_MODIFIED).send().status())
			.isEqualTo(206);
		assertThat(get("/file").header("Range", "bytes=2-4")
			.header("If-Range", "Tue, 24 Nov 2026 08:00:01 GMT")
			.send()
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			If-None-Match       | *                               | 304
			If-None-Match       | "x"                             | 200
			If-Modified-Since   | Tue, 24 Nov 2026 08:00:00 GMT   | 304
			If-Modified-Since   | Tue, 24 Nov 2026 09:00:00 GMT   | 304
			If-Modified-Since   | Tue, 24 Nov 2026 07:59:59 GMT   | 200
			If-Modified-Since   | yesterday                       | 200
			If-Match            | "x"                             | 412
			If-Match            | *                               | 200
			If-Unmodified-Since | Tue, 24 Nov 2026 08:00:00 GMT   | 200
			If-Unmodified-Since | Tue, 24 Nov 2026 07:59:59 GMT   | 412
			""")
	void obeysConditions(String header, String value, int status) {
		TestResponse response = get("/file").header(header, value).send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.bodyAsString()).isEqualTo((status == 200) ? "0123456789" : "");
		if (status == 304) {
			assertThat(response.header("ETag")).isNotNull();
			assertThat(response.header("Content-Type")).isNull();
			assertThat(response.header("Content-Length")).isNull();
		}
	}

	@Test
	void knowsItsOwnTag() {
		assertThat(get("/file").header("If-None-Match", "\"x\", W/" + etag()).send().status()).isEqualTo(304);
		assertThat(get("/file").header("If-Match", "\"x\", " + etag()).send().status()).isEqualTo(200);
		assertThat(get("/file").header("If-None-Match", "\"x\"")
			.header("If-Modified-Since", LAST_MODIFIED)
			.send()
			.status()).isEqualTo(200);
	}

	@Test
	void leavesTheTagToTheHandler() {
		assertThat(get("/tagged").send().header("ETag")).isEqualTo("\"v1\"");
		assertThat(get("/tagged").header("If-None-Match", "\"v1\"").send().status()).isEqualTo(304);
		assertThat(get("/text").header("If-None-Match", "\"v2\"").send().status()).isEqualTo(304);
		assertThat(get("/text").header("If-None-Match", "\"v1\"").send().bodyAsString()).isEqualTo("text");
		assertThat(application.client().post("/text").header("If-None-Match", "\"v2\"").send().status()).isEqualTo(200);
	}

	@Test
	void sendsWhatHasNeitherDateNorLength() {
		TestResponse bytes = get("/bytes").header("Range", "bytes=1-1").send();
		assertThat(bytes.status()).isEqualTo(206);
		assertThat(bytes.bodyAsString()).isEqualTo("b");
		assertThat(bytes.header("ETag")).isNull();
		TestResponse stream = get("/once").header("Range", "bytes=1-1").send();
		assertThat(stream.status()).isEqualTo(200);
		assertThat(stream.bodyAsString()).isEqualTo("abc");
	}

	/**
	 * CGI-13.
	 */
	@Test
	void describesAFileForHead() {
		TestResponse response = application.client().method("HEAD", "/file").send();
		assertThat(response.header("Content-Length")).isEqualTo("10");
		assertThat(response.header("ETag")).isEqualTo(etag());
		assertThat(response.body()).isEmpty();
	}

	@Test
	void hasNoFileThatIsNotThere() {
		assertThat(get("/missing").send().status()).isEqualTo(404);
		assertThat(get("/directory").send().status()).isEqualTo(404);
	}

	@Test
	void sendsAFileItselfUnlessTheFrontEndIsToldHow() {
		TestResponse response = get("/front-end").header("Range", "bytes=0-1").send();
		assertThat(response.status()).isEqualTo(206);
		assertThat(response.bodyAsString()).isEqualTo("01");
		assertThat(response.header("Content-Disposition")).contains("attachment").contains("x.txt");
	}

	@ParameterizedTest
	@CsvSource({ "x-accel-redirect, X-Accel-Redirect, /protected/a%20b.txt",
			"x-sendfile, X-Sendfile, {root}/a%20b.txt" })
	void letsTheFrontEndSendAFile(String method, String header, String value) {
		try (TestApplication other = TestApplication.with(
				List.of("test.directory=" + directory, "fastcgi.server.send-file.method=" + method,
						"fastcgi.server.send-file.root=" + directory, "fastcgi.server.send-file.prefix=/protected/"),
				Handlers.class)) {
			TestResponse response = other.client().get("/front-end").send();
			assertThat(response.header(header)).isEqualTo(value.replace("{root}", directory.toString()));
			assertThat(response.header("Content-Type")).isEqualTo("text/plain");
			assertThat(response.header("Content-Length")).isNull();
			assertThat(response.body()).isEmpty();
			assertThat(other.client().get("/outside").send().status()).isEqualTo(404);
			assertThat(other.client().get("/root").send().status()).isEqualTo(404);
			assertThat(other.client().get("/relative").send().header(header))
				.isEqualTo(value.replace("{root}", directory.toString()));
		}
	}

	@FastCgiHandler
	static class Handlers {

		private final Path file;

		Handlers(Environment environment) {
			this.file = Path.of(environment.getRequiredProperty("test.directory"), "a b.txt");
		}

		@FastCgiHandler("/file")
		Resource file() {
			return new FileSystemResource(this.file);
		}

		@FastCgiHandler("/staged")
		CompletionStage<Resource> staged() {
			return CompletableFuture.completedStage(file());
		}

		@FastCgiHandler("/missing")
		Resource missing() {
			return new FileSystemResource(this.file.resolveSibling("none"));
		}

		@FastCgiHandler("/tagged")
		ResponseEntity<Resource> tagged() {
			return ResponseEntity.ok().eTag("v1").contentType(MediaType.TEXT_HTML).body(file());
		}

		@FastCgiHandler("/text")
		ResponseEntity<String> text() {
			return ResponseEntity.ok().eTag("v2").body("text");
		}

		@FastCgiHandler(path = "/typed", produces = "text/csv")
		Resource typed() {
			return file();
		}

		@FastCgiHandler("/bytes")
		Resource bytes() {
			return new ByteArrayResource("abc".getBytes());
		}

		@FastCgiHandler("/once")
		Resource once() {
			try {
				return new InputStreamResource(new ByteArrayResource("abc".getBytes()).getInputStream());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@FastCgiHandler("/front-end")
		FrontEndFile frontEnd() {
			return FrontEndFile.of(this.file).download("x.txt");
		}

		@FastCgiHandler("/outside")
		FrontEndFile outside() {
			return FrontEndFile.of(this.file.getParent().resolve("../secret.txt"));
		}

		@FastCgiHandler("/root")
		FrontEndFile root() {
			return FrontEndFile.of(this.file.getParent());
		}

		@FastCgiHandler("/directory")
		Resource directory() {
			return new FileSystemResource(this.file.getParent());
		}

		@FastCgiHandler("/relative")
		FrontEndFile relative() {
			return FrontEndFile.of(Path.of("x/../a b.txt"));
		}

	}

}
