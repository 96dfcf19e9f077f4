package io.fastcgi.spring.handler;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what forms with files may cost, and for those that are attacks.
 *
 * @author FastCGI Spring Boot maintainers
 */
class MultipartLimitsTests {

	@TempDir
	static Path location;

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.with(
				List.of("fastcgi.server.multipart.location=" + location, "fastcgi.server.multipart.max-file-size=50KB",
						"fastcgi.server.multipart.max-request-size=200KB", "fastcgi.server.multipart.max-parts=5",
						"fastcgi.server.max-gathered-body=20KB", "fastcgi.server.max-gathered-bodies=30KB"),
				Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static FastCgiTestClient client() {
		return application.client();
	}

	private static TestResponse upload(MultipartBody body) {
		TestResponse response = body.to(client().post("/upload")).send();
		assertThat(location).isEmptyDirectory();
		return response;
	}

	private static TestResponse upload(byte[] body) {
		TestResponse response = client().post("/upload").contentType(MultipartBody.CONTENT_TYPE).body(body).send();
		assertThat(location).isEmptyDirectory();
		return response;
	}

	private static void assertProblem(TestResponse response, int status, String detail) {
		assertThat(response.status()).as(response.bodyAsString()).isEqualTo(status);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.bodyAsString()).contains(detail);
	}

	@Test
	void takesAFileThatIsAsLargeAsItMayBe() {
		assertThat(upload(new MultipartBody().file("file", "x", new byte[50 * 1024])).bodyAsString())
			.isEqualTo("51200");
	}

	@Test
	void refusesAFileThatIsTooLarge() {
		assertProblem(upload(new MultipartBody().file("file", "x", new byte[50 * 1024 + 1])), 413,
				"The file 'file' has more than 51200 bytes");
		assertProblem(upload(new MultipartBody().file("file", "x", new byte[150 * 1024])), 413,
				"The file 'file' has more than 51200 bytes");
	}

	@Test
	void refusesAFormThatIsTooLarge() {
		MultipartBody body = new MultipartBody();
		for (int i = 0; i < 5; i++) {
			body.file("file", "x", new byte[49 * 1024]);
		}
		byte[] bytes = body.closed();
		assertProblem(upload(bytes), 413, "The form has more than 204800 bytes");
		TestRequest unannounced = client().post("/upload")
			.contentType(MultipartBody.CONTENT_TYPE)
			.param("CONTENT_LENGTH", null)
			.body(bytes)
			.param("CONTENT_LENGTH", "");
		assertProblem(unannounced.send(), 413, "The form has more than 204800 bytes");
		assertThat(location).isEmptyDirectory();
	}

	@Test
	void refusesFieldsThatAreTooLargeTogether() {
		assertProblem(upload(new MultipartBody().field("a", "x".repeat(20 * 1024 + 1))), 413,
				"The fields of the form have more than 20480 bytes");
		assertProblem(upload(new MultipartBody().field("a", "x".repeat(12_000)).field("b", "x".repeat(12_000))), 413,
				"The fields of the form have more than 20480 bytes");
	}

	@Test
	void refusesMillionsOfTinyParts() {
		MultipartBody body = new MultipartBody();
		for (int i = 0; i < 2500; i++) {
			body.field("a" + i, "");
		}
		assertProblem(upload(body), 413, "The form has more than 5 fields");
		MultipartBody files = new MultipartBody();
		for (int i = 0; i < 6; i++) {
			files.file("a" + i, "x", "y");
		}
		assertProblem(upload(files), 413, "The form has more than 5 fields");
	}

	@Test
	void refusesAnEndlessHeader() {
		String start = "------b0undary\r\nContent-Disposition: form-data; name=\"a\"";
		assertProblem(upload(new MultipartBody().raw(start + "x".repeat(100_000)).open()), 400,
				"A header of the multipart form is too long");
		assertProblem(upload(new MultipartBody().raw(start + "\r\nX: y".repeat(20_000)).open()), 400,
				"A header of the multipart form is too long");
		assertProblem(upload(new MultipartBody().raw("preamble ".repeat(10_000)).open()), 400,
				"A header of the multipart form is too long");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--", "------b0undary", "------b0undary\r\n",
			"------b0undary\r\nContent-Disposition: form-data; name=\"file\"",
			"------b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\ncontent",
			"------b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\ncontent\r\n------b0undary\r\n" })
	void refusesAFormThatBreaksOff(String body) {
		assertProblem(upload(body.getBytes(StandardCharsets.UTF_8)), 400,
				"The multipart form ends before its last boundary");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Disposition: form-data", "Content-Disposition: form-data; x", "Content-Disposition",
					"Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=klingon",
					"Content-Disposition: form-data; name=\"a\"; filename*=klingon''x",
					"Content-Disposition: form-data; name=\"a\"; filename=\"x\"\r\nContent-Transfer-Encoding: base64",
					"Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed", "" })
	void refusesAPartThatIsNone(String header) {
		assertProblem(upload(new MultipartBody().part(header, new byte[10])), 400, "The multipart form is malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=",
			"multipart/form-data; boundary=x; charset=klingon", "multipart/form-data;; charset=x" })
	void refusesAFormWithoutABoundary(String contentType) {
		TestResponse response = client().post("/upload").contentType(contentType).body("--x--\r\n").send();
		assertThat(response.status()).as(response.bodyAsString()).isEqualTo(400);
	}

	@Test
	void readsFormsInForms() {
		String mixed = "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed; boundary=inner";
		String inner = "--inner\r\nContent-Disposition: attachment; filename=\"a\"\r\n\r\n1\r\n"
				+ "--inner\r\nContent-Disposition: attachment; filename=\"b\"\r\n\r\n22\r\n--inner--";
		assertThat(upload(new MultipartBody().part(mixed, inner.getBytes(StandardCharsets.UTF_8))).bodyAsString())
			.isEqualTo("1");
	}

	@Test
	void survivesFormsInFormsInForms() {
		String mixed = "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed; boundary=inner";
		MultipartBody empty = new MultipartBody();
		for (int i = 0; i < 1400; i++) {
			empty.part(mixed, "--inner--".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(upload(empty).status()).isEqualTo(400);
		MultipartBody deep = new MultipartBody();
		deep.part(mixed, ("--inner\r\n" + mixed + "\r\n\r\n").repeat(1000).getBytes(StandardCharsets.UTF_8));
		assertProblem(upload(deep), 400, "The multipart form is malformed");
	}

	@Test
	void neverSanitisesAName() {
		assertThat(new MultipartBody().file("file", "../../etc/passwd", "x")
			.to(client().post("/name"))
			.send()
			.bodyAsString()).isEqualTo("../../etc/passwd");
	}

	@Test
	void givesTheMemoryBack() {
		for (int i = 0; i < 10; i++) {
			assertThat(upload(new MultipartBody().field("a", "x".repeat(15_000)).file("file", "x", "y")).bodyAsString())
				.isEqualTo("1");
			assertThat(upload(new MultipartBody().field("a", "x".repeat(15_000)).open()).status()).isEqualTo(400);
		}
	}

	@Test
	void refusesMoreThanThereIsMemoryFor() throws InterruptedException {
		Handlers handlers = application.bean(Handlers.class);
		TestRequest request = new MultipartBody().field("a", "x".repeat(18_000)).to(client().post("/hold"));
		try (FastCgiTestConnection connection = client().connect()) {
			connection.send(1, request);
			assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo("holding");
			assertThat(upload(new MultipartBody().field("a", "x".repeat(18_000))).status()).isEqualTo(503);
			handlers.proceed.countDown();
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
		}
	}

	/**
	 * FCGI-39: what an aborted upload has left is deleted by the thread that reads it.
	 */
	@Test
	void leavesNothingOfAnUploadThatIsAborted() throws IOException {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger netty = ((LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory())
			.getLogger("io.netty.handler.codec.http.multipart");
		netty.addAppender(log);
		log.start();
		byte[] begun = new MultipartBody().file("file", "x", new byte[40_000]).open();
		List<FastCgiTestConnection> connections = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			FastCgiTestConnection connection = client().connect();
			connections.add(connection);
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1,
					client().post("/upload")
						.contentType(MultipartBody.CONTENT_TYPE)
						.param("CONTENT_LENGTH", "100000")
						.params());
			connection.stdin(1, begun);
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> location.toFile().list().length == 20);
		for (int i = 0; i < 20; i++) {
			if (i % 2 == 0) {
				connections.get(i).abort(1);
				connections.get(i).readResponse(1);
			}
			connections.get(i).close();
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(location).isEmptyDirectory());
		netty.detachAppender(log);
		assertThat(log.list).isEmpty();
	}

	@Test
	void leavesNothingOfAHandlerThatIsAborted() throws Exception {
		Handlers handlers = application.bean(Handlers.class);
		try (FastCgiTestConnection connection = client().connect()) {
			connection.send(1, new MultipartBody().file("file", "x", new byte[40_000]).to(client().post("/block")));
			assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo("blocked");
			assertThat(location.toFile().listFiles()).singleElement()
				.satisfies((file) -> assertThat(permissions(file)).isEqualTo("rw-------"));
			connection.abort(1);
			connection.readResponse(1);
			assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
		}
		assertThat(location).isEmptyDirectory();
	}

	private static String permissions(File file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath()));
	}

	@Test
	void leavesNothingOfABodyThatIsShorterThanAnnounced() {
		byte[] body = new MultipartBody().file("file", "x", new byte[40_000]).closed();
		try (FastCgiTestConnection connection = client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1,
					client().post("/upload")
						.contentType(MultipartBody.CONTENT_TYPE)
						.param("CONTENT_LENGTH", String.valueOf(body.length + 1))
						.params());
			connection.stdin(1, body).endStream(TestRecord.STDIN, 1);
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
		}
		assertThat(location).isEmptyDirectory();
	}

	@FastCgiHandler
	static class Handlers {

		final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		final CountDownLatch proceed = new CountDownLatch(1);

		@FastCgiHandler("/upload")
		String upload(@RequestParam MultipartFile file) {
			return String.valueOf(file.getSize());
		}

		@FastCgiHandler("/name")
		String name(@RequestParam MultipartFile file) {
			return file.getOriginalFilename();
		}

		@FastCgiHandler("/hold")
		void hold(@RequestParam String a) throws InterruptedException {
			this.events.add("holding");
			this.proceed.await(10, TimeUnit.SECONDS);
		}

		@FastCgiHandler("/block")
		void block(@RequestParam MultipartFile file) throws InterruptedException {
			this.events.add("blocked");
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.events.add("interrupted");
				throw ex;
			}
		}

	}

}
