package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind nginx.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class NginxContract extends FrontEndContract {

	private final String protocol;

	private FrontEndProcess nginx;

	NginxContract(DemoProcess demo, String protocol) {
		super(demo);
		this.protocol = protocol;
	}

	@BeforeAll
	void startNginx() throws IOException {
		this.nginx = Nginx.start("guestbook-" + this.protocol + ".conf", this.demo.port());
	}

	@AfterAll
	void stopNginx() throws IOException {
		if (this.nginx != null) {
			this.nginx.close();
			assertThat(this.nginx.process().output())
				.noneMatch((line) -> line.matches(".*\\[(error|crit|alert|emerg)].*"));
		}
	}

	@Override
	URI uri() {
		return this.nginx.uri();
	}

	@Test
	void requestsAreCountedByPatternAndProtocol() throws Exception {
		String[] tags = { "uri:/hello/{name}", "method:GET", "status:200", "protocol:" + this.protocol,
				"role:responder" };
		double before = this.demo.actuator().meter("fastcgi.server.requests", tags);
		for (int i = 0; i < 7; i++) {
			http().get("/hello/" + i);
		}
		this.demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 0);
		assertThat(this.demo.actuator().meter("fastcgi.server.requests", tags) - before).isEqualTo(7);
	}

	/**
	 * Send requests one after the other.
	 * @return how many connections that took
	 */
	double connectionsOf(int requests) throws Exception {
		HttpTester http = http();
		double before = this.demo.actuator().meter("fastcgi.server.connections");
		for (int i = 0; i < requests; i++) {
			assertThat(http.get("/hello/" + i).statusCode()).isEqualTo(200);
		}
		return this.demo.actuator().meter("fastcgi.server.connections") - before;
	}

}
