package io.fastcgi.frontend.apache;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.fastcgi.frontend.Apache;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.probe.ProbeApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Apache httpd in front of two instances, one of which is in trouble, as in
 * {@code two.conf}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ApacheTwoIT {

	private static final int REQUESTS = 6;

	private static final String BODY = "x".repeat(20_000);

	private final int second = Ports.free();

	private ConfigurableApplicationContext application;

	@BeforeEach
	void startSecond() {
		this.application = ProbeApplication.start("fastcgi.server.port=" + this.second);
	}

	@AfterEach
	void stopSecond() {
		this.application.close();
	}

	@Test
	void whatOneInstanceDoesNotAcceptTheOtherGetsWithItsBody() throws Exception {
		try (FrontEndProcess apache = start(Ports.free())) {
			HttpTester http = new HttpTester(apache.uri());
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(http.get("/hello/you").body()).isEqualTo("Hello you");
				assertThat(http.post("/mirror/body", "text/plain", BODY).body()).contains("\"bytes\":20000");
			}
		}
	}

	@Test
	void whatOneInstanceHasNotAnsweredTheOtherGets() throws Exception {
		try (CrashingInstance first = new CrashingInstance(); FrontEndProcess apache = start(first.port())) {
			HttpTester http = new HttpTester(apache.uri());
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(http.get("/hello/you").body()).isEqualTo("Hello you");
			}
			assertThat(first.requests()).isPositive();
		}
	}

	/**
	 * Apache sends the length of the body once more, and has nothing left of the body.
	 */
	@Test
	void aBodyThatOneInstanceHasNotAnsweredIsMissingAtTheOther() throws Exception {
		try (CrashingInstance first = new CrashingInstance(); FrontEndProcess apache = start(first.port())) {
			HttpTester http = new HttpTester(apache.uri());
			int refused = 0;
			for (int i = 0; i < REQUESTS; i++) {
				HttpResponse<String> response = http.post("/mirror/body", "text/plain", BODY);
				assertThat(response.statusCode()).isIn(200, 400);
				refused += (response.statusCode() == 400) ? 1 : 0;
			}
			assertThat(refused).isPositive().isEqualTo(first.requests());
		}
	}

	@Test
	void aHandlerThatDoesNotLookAtTheBodyAnswersWithoutIt() throws Exception {
		try (CrashingInstance first = new CrashingInstance(); FrontEndProcess apache = start(first.port())) {
			HttpTester http = new HttpTester(apache.uri());
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(http.post("/hello/you", "text/plain", BODY).body()).isEqualTo("Hello you");
			}
			assertThat(first.requests()).isPositive();
		}
	}

	private FrontEndProcess start(int first) throws IOException {
		return Apache.start(Recipe.read("apache/two.conf").with("127.0.0.1:9001", "127.0.0.1:" + this.second), first);
	}

}
