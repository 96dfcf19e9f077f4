package io.fastcgi.demo.it;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances behind a front end are restarted one after the other while clients make
 * requests. None of them may notice.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RestartIT {

	/**
	 * A request without a body is safe to be sent again, so nginx does that by itself. A
	 * POST is not, unless nginx is told so.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "fastcgi", "scgi" })
	void restartBehindNginxLosesNoRequest(String protocol) throws Exception {
		int[] ports = { Ports.free(), Ports.free() };
		String recipe = "guestbook-" + protocol + ".conf";
		Recipe twoInstances = Recipe.read("nginx/" + recipe)
			.with("server 127.0.0.1:9000;",
					"server 127.0.0.1:9000 max_fails=0;\n\tserver 127.0.0.1:" + ports[1] + " max_fails=0;")
			.with("location = /upload {",
					"location = /upload {\n\t\t" + protocol + "_next_upstream error timeout non_idempotent;");
		if (protocol.equals("fastcgi")) {
			twoInstances = twoInstances.with("fastcgi_request_buffering off;", "");
		}
		List<DemoProcess> instances = new ArrayList<>(
				List.of(DemoProcess.startOn(ports[0]), DemoProcess.startOn(ports[1])));
		try (NginxProcess nginx = NginxProcess.start(recipe, twoInstances, instances.get(0));
				ConstantLoad load = new ConstantLoad(nginx.uri())) {
			for (int i = 0; i < instances.size(); i++) {
				DemoProcess instance = instances.get(i);
				instance.actuator().awaitMeter("fastcgi.server.connections", (count) -> count > 0);
				instance.process().terminate();
				assertThat(instance.process().awaitExit()).isZero();
				instance.assertNoTroubleLoggedSince(0);
				instances.set(i, DemoProcess.startOn(ports[i]));
				load.assertNothingLost(nginx.process());
			}
			instances.get(1).actuator().awaitMeter("fastcgi.server.connections", (count) -> count > 0);
			assertThat(load.answered()).isGreaterThan(100);
			load.assertNothingLost(nginx.process());
		}
		finally {
			instances.forEach(DemoProcess::close);
		}
	}

}
