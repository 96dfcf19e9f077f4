package io.fastcgi.demo.it;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.HttpTester;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser may expect of the demo, whichever front end is in between.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DemoExtension.class)
abstract class FrontEndContract {

	private static final Log logger = LogFactory.getLog(FrontEndContract.class);

	final DemoProcess demo;

	private int logged;

	FrontEndContract(DemoProcess demo) {
		this.demo = demo;
	}

	abstract URI uri();

	HttpTester http() {
		return new HttpTester(uri());
	}

	@BeforeEach
	void readLog() {
		this.logged = this.demo.log().size();
	}

	@AfterEach
	void nothingBadIsLogged() {
		this.demo.assertNoTroubleLoggedSince(this.logged);
	}

	@Test
	void getsThePage() throws Exception {
		HttpResponse<String> response = http().get("/");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).isEqualToIgnoringCase("text/html;charset=UTF-8"));
		assertThat(response.body()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
	}

	@Test
	void headIsAnsweredLikeGetButWithoutBody() throws Exception {
		HttpResponse<String> get = http().get("/");
		HttpResponse<String> head = http().send(http().request("/").method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		for (String name : new String[] { "Content-Type", "Content-Length", "ETag" }) {
			assertThat(head.headers().allValues(name)).as(name).isEqualTo(get.headers().allValues(name)).hasSize(1);
		}
	}

	@Test
	void aPageThatTheBrowserHasIsNotModified() throws Exception {
		String entityTag = http().get("/").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> response = http().send(http().request("/").header("If-None-Match", entityTag));
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(response.headers().firstValue("ETag")).contains(entityTag);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void aPartOfAFileArrivesIfTheClientHasTheRest() throws Exception {
		HttpResponse<String> whole = http().get("/whoami");
		String etag = whole.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> part = http()
			.send(http().request("/whoami").header("Range", "bytes=2-8").header("If-Range", etag));
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("DOCTYPE");
		assertThat(part.headers().firstValue("Content-Range"))
			.hasValueSatisfying((range) -> assertThat(range).matches("bytes 2-8/\\d+"));
		HttpResponse<String> other = http()
			.send(http().request("/whoami").header("Range", "bytes=2-8").header("If-Range", "\"other\""));
		assertThat(other.statusCode()).isEqualTo(200);
		assertThat(other.body()).isEqualTo(whole.body());
		assertThat(http().send(http().request("/whoami").header("If-None-Match", etag)).statusCode()).isEqualTo(304);
	}

	/**
	 * CGI-13.
	 */
	@Test
	void nothingFollowsTheHeadOfAResponseWithoutABody() throws Exception {
		String etag = http().get("/whoami").headers().firstValue("ETag").orElseThrow();
		assertHasNoBody("HEAD /whoami HTTP/1.1\r\nHost: a\r\n\r\n", 200);
		assertHasNoBody("GET /whoami HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + etag + "\r\n\r\n", 304);
	}

	private void assertHasNoBody(String request, int status) throws Exception {
		String next = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), uri().getPort())) {
			client.setSoTimeout(60_000);
			client.getOutputStream().write((request + next).getBytes(StandardCharsets.US_ASCII));
			String responses = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(responses).startsWith("HTTP/1.1 " + status + " ");
			assertThat(responses.substring(responses.indexOf("\r\n\r\n") + 4)).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void anEventArrivesWhenItHappens() throws Exception {
		HttpResponse<InputStream> events = http().client()
			.send(http().request("/events").build(), BodyHandlers.ofInputStream());
		assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
			// The empty comment of the beginning, and not one of those that come later
			assertThat(lines.readLine()).isEqualTo(":");
			for (int i = 0; i < 2; i++) {
				String note = http()
					.post("/api/notes", "application/json", "{\"name\": \"Ada\", \"message\": \"Look, wörld\"}")
					.body();
				assertThat(lines.lines().filter((line) -> line.startsWith("data:")).findFirst())
					.contains("data:" + note);
			}
		}
	}

	@Test
	void postedJsonIsCreatedAndFound() throws Exception {
		HttpResponse<String> created = http().post("/api/notes", "application/json",
				"{\"name\": \"Ada\", \"message\": \"Hello, wörld\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		String location = created.headers().firstValue("Location").orElseThrow();
		assertThat(http().get(location).body()).isEqualTo(created.body()).contains("Hello, wörld");
		assertThat(http().send(http().request(location).DELETE()).statusCode()).isEqualTo(204);
		assertThat(http().get(location).statusCode()).isEqualTo(404);
	}

	@Test
	void aPostedFormIsAnsweredWithARedirect() throws Exception {
		HttpResponse<String> response = http().post("/", "application/x-www-form-urlencoded",
				"name=Gr%C3%A4tel&message=written+behind+" + uri().getPort());
		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(response.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(uri().resolve(location)).isEqualTo(uri().resolve("/")));
		assertThat(http().get("/api/notes").body()).contains("Grätel", "written behind " + uri().getPort());
	}

	@ParameterizedTest
	@CsvSource({ "w%C3%B6rld, wörld", "a%20b, a b", "a%2Fb, a/b", "a%2Bb, a+b", "a+b, a+b", "100%25, 100%",
			"%E2%82%AC%F0%9F%98%80, €😀", "a%3Fb%23c, a?b#c", "a%3Bb, a;b" })
	void anEscapedPathArrivesAsItWasMeant(String escaped, String meant) throws Exception {
		HttpResponse<String> response = http().get("/hello/" + escaped);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("Hello " + meant + " for the ");
	}

	@Test
	void errorsAreDocuments() throws Exception {
		assertProblem(http().get("/no/such/page"), 404);
		assertProblem(http().get("/download?bytes=many"), 400);
		assertProblem(http().post("/api/notes", "application/json", "{\"name\": \"\", \"message\": \"?\"}"), 400);
		assertProblem(http().send(http().request("/hello").DELETE()), 405);
		assertProblem(http().post("/api/notes", "text/plain", "hello"), 415);
	}

	private static void assertProblem(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonPath.<Integer>read(response.body(), "$.status")).isEqualTo(status);
	}

	@Test
	void theFrontEndAndTheClientAreToldApart() throws Exception {
		String answer = http()
			.send(http().request("/api/whoami").header("Remote-Addr", "198.51.100.1").header("Proxy", "evil"))
			.body();
		assertThat(JsonPath.<String>read(answer, "$.frontEnd.REMOTE_ADDR")).isEqualTo("127.0.0.1");
		assertThat(JsonPath.<Object>read(answer, "$.client['Remote-Addr'][0]")).isEqualTo("198.51.100.1");
		assertThat(answer).doesNotContain("evil");
	}

	@Test
	void aLargeUploadArrives() throws Exception {
		HttpResponse<String> response = http().send(http().request("/upload").POST(Bytes.publish(Bytes.MANY)));
		assertThat(response.body()).isEqualTo(Bytes.receipt(Bytes.MANY));
	}

	@Test
	void anUploadOfUnknownLengthArrives() throws Exception {
		HttpResponse<String> response = http()
			.send(http().request("/upload").PUT(Bytes.publishOfUnknownLength(10_000_001)));
		assertThat(response.body()).isEqualTo(Bytes.receipt(10_000_001));
	}

	@Test
	void aLargeDownloadArrives() throws Exception {
		assertThat(download()).isEqualTo(Bytes.receipt(Bytes.MANY));
	}

	@Test
	void memoryStaysFlatWhileMuchIsStreamedBothWays() throws Exception {
		streamBothWays();
		long before = this.demo.residentKilobytes();
		streamBothWays();
		streamBothWays();
		long after = this.demo.residentKilobytes();
		logger.info("%s: %d MB resident before, %d MB after 400 MB; %.0f MB heap, %.0f MB for Netty".formatted(
				getClass().getSimpleName(), before / 1024, after / 1024,
				this.demo.actuator().meter("jvm.memory.used", "area:heap") / 1e6,
				this.demo.actuator().meter("netty.allocator.memory.used") / 1e6));
		assertThat(after - before).isLessThan(32 * 1024);
	}

	private void streamBothWays() throws Exception {
		CompletableFuture<HttpResponse<String>> upload = http().client()
			.sendAsync(http().request("/upload").POST(Bytes.publish(Bytes.MANY)).build(), BodyHandlers.ofString());
		assertThat(download()).isEqualTo(Bytes.receipt(Bytes.MANY));
		assertThat(upload.get().body()).isEqualTo(Bytes.receipt(Bytes.MANY));
	}

	private String download() throws Exception {
		HttpResponse<InputStream> response = http().client()
			.send(http().request("/download?bytes=" + Bytes.MANY).build(), BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			return Bytes.receipt(body);
		}
	}

}
