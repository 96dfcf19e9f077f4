package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind HAProxy.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HaproxyIT extends FrontEndContract {

	private FrontEndProcess haproxy;

	HaproxyIT(DemoProcess demo) {
		super(demo);
	}

	@BeforeAll
	void startHaproxy() throws IOException {
		this.haproxy = Haproxy.start(Recipe.read("haproxy/guestbook.cfg"), this.demo.port());
	}

	@AfterAll
	void stopHaproxy() throws IOException {
		if (this.haproxy != null) {
			this.haproxy.close();
		}
	}

	@Override
	URI uri() {
		return this.haproxy.uri();
	}

	/**
	 * HAProxy needs to know the length.
	 */
	@Test
	@Override
	void anUploadOfUnknownLengthArrives() throws Exception {
		String framing = "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(10_000_001);
		assertThat(RefusedUpload.statusLine(uri(), framing, 10_000_001)).startsWith("HTTP/1.1 400 ");
	}

	/**
	 * {@code option keep-conn}.
	 */
	@Test
	void connectionsAreUsedAgain() throws Exception {
		HttpTester http = http();
		double before = this.demo.actuator().meter("fastcgi.server.connections");
		for (int i = 0; i < 50; i++) {
			assertThat(http.get("/hello/" + i).statusCode()).isEqualTo(200);
		}
		assertThat(this.demo.actuator().meter("fastcgi.server.connections") - before).isLessThanOrEqualTo(1);
	}

}
