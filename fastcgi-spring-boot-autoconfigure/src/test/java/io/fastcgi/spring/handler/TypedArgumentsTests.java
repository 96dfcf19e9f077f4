package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.util.StreamUtils;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for arguments that a type asks for, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TypedArgumentsTests {

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

	@ParameterizedTest
	@MethodSource("clients")
	void readsTextInItsCharset(FastCgiTestClient client) {
		assertThat(client.post("/reader").body("ü€").send().bodyAsString()).isEqualTo("ü€");
		assertThat(client.post("/reader")
			.contentType("text/plain;charset=ISO-8859-1")
			.body("ü".getBytes(StandardCharsets.ISO_8859_1))
			.send()
			.bodyAsString()).isEqualTo("ü");
		assertThat(client.post("/reader").contentType("text/plain;charset=klingon").body("x").send().status())
			.isEqualTo(415);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void writesTextInTheCharsetOfTheResponse(FastCgiTestClient client) {
		TestResponse utf8 = client.get("/writer").send();
		assertThat(utf8.bodyAsString()).isEqualTo("ü€ \uD83D\uDE00");
		assertThat(utf8.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(utf8.header("Content-Length")).isEqualTo("10");
		TestResponse html = client.get("/html").send();
		assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(html.bodyAsString()).isEqualTo("<p>ü");
		TestResponse latin = client.get("/latin").send();
		assertThat(latin.body()).isEqualTo("ü".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void sendsTextThatIsFlushedAtOnce() {
		Handlers handlers = application.bean(Handlers.class);
		String body = application.client().get("/flush").sendAndStream((response) -> {
			byte[] first = response.body().readNBytes(5);
			handlers.proceed.countDown();
			return new String(first, StandardCharsets.UTF_8) + "|"
					+ new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
		});
		assertThat(body).isEqualTo("first|second");
	}

	@Test
	void doesNotWaitForAFlushThatNobodyCalls() {
		assertThat(application.client().get("/no-flush").send().bodyAsString()).hasSize(100_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			de-CH, en;q=0.5 | de-CH
			en;q=0.5, fr    | fr
			''              | und
			%%%             | und
			""")
	void hasTheLanguageThatTheClientPrefers(String header, String expected) {
		TestRequest request = application.client().get("/locale").header("Accept-Language", header);
		String locale = (expected.equals("und")) ? Locale.getDefault().toLanguageTag() : expected;
		assertThat(request.send().bodyAsString()).isEqualTo(locale + " true");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			example.org:8443 | example.net | 443  | on  | -     | https://example.org:8443/x
			example.org      | example.net | 443  | on  | -     | https://example.org/x
			example.org:443  | example.net | 443  | -   | https | https://example.org/x
			example.org      | example.net | 8088 | off | http  | http://example.org:8088/x
			example.org      | example.net | 80   | ''  | http  | http://example.org/x
			[::1]:9000       | example.net | 80   | -   | -     | http://[::1]:9000/x
			-                | example.net | 80   | 1   | -     | https://example.net:80/x
			example.org      | example.net | -    | -   | -     | http://example.org/x
			""")
	void knowsWhereTheApplicationIs(String host, String serverName, String port, String https, String scheme,
			String expected) {
		TestRequest request = application.client()
			.get("/where")
			.header("Host", host)
			.param("SERVER_NAME", serverName)
			.param("SERVER_PORT", port)
			.param("HTTPS", https)
			.param("REQUEST_SCHEME", scheme);
		assertThat(request.send().bodyAsString()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "evil.org/path", "a@evil.org", "evil.org:80:80", "evil.org?x", "'a b'", "evil.org#" })
	void refusesAHostThatIsNone(String host) {
		assertThat(application.client().get("/where").header("Host", host).send().status()).isEqualTo(400);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsTheBodyTogetherWithTheHeaders(FastCgiTestClient client) {
		TestRequest request = client.post("/entity?a=b")
			.header("Host", "example.org")
			.param("SERVER_PORT", "80")
			.header("X-A", "1")
			.contentType("application/json")
			.body("{\"name\":\"Ann\"}");
		assertThat(request.send().bodyAsString()).isEqualTo("Ann 1 POST http://example.org/entity?a=b Person");
		assertThat(client.post("/entity-bytes").body("abc").send().bodyAsString()).isEqualTo("3");
		assertThat(client.post("/entity-bytes").send().bodyAsString()).isEqualTo("none");
		assertThat(client.get("/entity-of-nothing").header("X-A", "1").send().bodyAsString()).isEqualTo("1 null");
	}

	@Test
	void hasTheResponse() {
		TestResponse response = application.client().get("/response").send();
		assertThat(response.status()).isEqualTo(418);
	}

	@Test
	void tellsThatTheRequestWasAborted() throws Exception {
		Handlers handlers = application.bean(Handlers.class);
		for (String path : new String[] { "/cancel", "/cancel-stage" }) {
			try (FastCgiTestConnection connection = application.client().connect()) {
				connection.send(1, application.client().get(path));
				assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo("begun false");
				connection.abort(1);
				connection.readResponse(1);
				assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo("told ABORT_REQUEST");
				assertThat(handlers.cancellation.isCancelled()).isTrue();
				assertThat(handlers.cancellation.reason()).isEqualTo(AbortReason.ABORT_REQUEST);
				assertThatExceptionOfType(CancellationException.class)
					.isThrownBy(handlers.cancellation::throwIfCancelled)
					.withMessageContaining("ABORT_REQUEST");
			}
		}
	}

	@Test
	void isNotCancelledByItsAnswer() {
		Handlers handlers = application.bean(Handlers.class);
		assertThat(application.client().get("/not-cancelled").send().bodyAsString()).isEqualTo("false");
		assertThat(handlers.cancellation.isCancelled()).isFalse();
		handlers.cancellation.throwIfCancelled();
	}

	@FastCgiHandler
	static class Handlers {

		final CountDownLatch proceed = new CountDownLatch(1);

		final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		volatile Cancellation cancellation;

		@FastCgiHandler("/reader")
		String reader(Reader reader) throws IOException {
			StringBuilder text = new StringBuilder();
			for (int c = reader.read(); c >= 0; c = reader.read()) {
				text.append((char) c);
			}
			return text.toString();
		}

		@FastCgiHandler("/writer")
		void writer(Writer writer) throws IOException {
			String smiley = "\uD83D\uDE00";
			writer.write("ü€ " + smiley.charAt(0));
			writer.write(smiley.charAt(1));
		}

		@FastCgiHandler(path = "/html", produces = "text/html")
		void html(PrintWriter writer) {
			writer.print("<p>ü");
		}

		@FastCgiHandler(path = "/latin", produces = "text/plain;charset=ISO-8859-1")
		void latin(Writer writer) throws IOException {
			writer.write("ü");
		}

		@FastCgiHandler("/flush")
		void flush(PrintWriter writer) throws InterruptedException {
			writer.print("first");
			writer.flush();
			this.proceed.await(10, TimeUnit.SECONDS);
			writer.print("second");
		}

		@FastCgiHandler("/no-flush")
		void noFlush(Writer writer) throws IOException {
			writer.write("x".repeat(100_000));
		}

		@FastCgiHandler("/locale")
		String locale(Locale locale, TimeZone timeZone, ZoneId zone) {
			return locale.toLanguageTag() + " " + timeZone.toZoneId().equals(zone);
		}

		@FastCgiHandler("/where")
		String where(UriComponentsBuilder builder) {
			return builder.path("/x").toUriString();
		}

		@FastCgiHandler("/entity")
		String entity(RequestEntity<Person> entity) {
			return String.join(" ", entity.getBody().name(), entity.getHeaders().getFirst("X-A"),
					entity.getMethod().name(), entity.getUrl().toString(),
					((Class<?>) entity.getType()).getSimpleName());
		}

		@FastCgiHandler("/entity-bytes")
		String entityBytes(HttpEntity<byte[]> entity) {
			return (entity.hasBody()) ? String.valueOf(entity.getBody().length) : "none";
		}

		@FastCgiHandler("/entity-of-nothing")
		String entityOfNothing(HttpEntity<Void> entity) {
			return entity.getHeaders().getFirst("X-A") + " " + entity.getBody();
		}

		@FastCgiHandler("/response")
		void response(FastCgiResponse response) throws IOException {
			response.status(HttpStatus.I_AM_A_TEAPOT);
			StreamUtils.copy("short and stout", StandardCharsets.UTF_8, response.getBody());
		}

		@FastCgiHandler("/cancel")
		void cancel(Cancellation cancellation) throws InterruptedException {
			CountDownLatch told = new CountDownLatch(1);
			begin(cancellation);
			cancellation.onCancel((reason) -> told.countDown());
			while (told.getCount() > 0) {
				try {
					told.await();
				}
				catch (InterruptedException ex) {
					// Does not listen.
				}
			}
		}

		@FastCgiHandler("/cancel-stage")
		CompletionStage<String> cancelStage(Cancellation cancellation) {
			begin(cancellation);
			return new CompletableFuture<>();
		}

		private void begin(Cancellation cancellation) {
			this.cancellation = cancellation;
			this.events.add("begun " + cancellation.isCancelled());
			cancellation.onCancel((reason) -> this.events.add("told " + reason));
		}

		@FastCgiHandler("/not-cancelled")
		boolean notCancelled(Cancellation cancellation) {
			this.cancellation = cancellation;
			return cancellation.isCancelled();
		}

	}

	record Person(String name) {

	}

}
