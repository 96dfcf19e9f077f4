package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

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

	private HaproxyProcess haproxy;

	HaproxyIT(DemoProcess demo) {
		super(demo);
	}

	@BeforeAll
	void startHaproxy() throws IOException {
		this.haproxy = HaproxyProcess.start("guestbook.cfg", this.demo);
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
	 * HAProxy needs to know the length, and says so to the client.
	 */
	@Test
	@Override
	void anUploadOfUnknownLengthArrives() throws Exception {
		HttpResponse<String> response = http()
			.send(http().request("/upload").PUT(Bytes.publishOfUnknownLength(10_000_001)));
		assertThat(response.statusCode()).isEqualTo(400);
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
