package io.fastcgi.demo.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged demo with the beans that were worked out when it was built.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AheadOfTimeIT {

	@Test
	void servesWhatItServesOtherwise() throws Exception {
		List<String> command = new ArrayList<>(
				DemoProcess.command(List.of("fastcgi.server.port=0", "management.server.port=0")));
		command.add(1, "-Dspring.aot.enabled=true");
		try (ChildProcess demo = ChildProcess.start(Path.of("target").toAbsolutePath(), command)) {
			demo.await("Starting AOT-processed DemoApplication");
			FastCgiTestClient client = FastCgiTestClient
				.toPort(Integer.parseInt(demo.await("FastCGI started on port (\\d+)").group(1)));
			assertServes(client);
			assertServes(client.scgi());
			Actuator actuator = new Actuator(Integer.parseInt(demo.await("Jetty started on port (\\d+)").group(1)));
			assertThat(actuator.health()).contains("\"fastcgi\"", "\"status\":\"UP\"");
			actuator.awaitMeter("fastcgi.server.requests", (count) -> count == 4, "uri:/api/notes", "method:POST");
			demo.terminate();
			assertThat(demo.awaitExit()).isZero();
		}
	}

	private static void assertServes(FastCgiTestClient client) {
		assertThat(client.get("/hello").send().bodyAsString()).startsWith("Hello");
		assertThat(post(client, "{\"name\":\"Ada\",\"message\":\"Hi\"}").status()).isEqualTo(201);
		assertThat(post(client, "{\"name\":\"Ada\",\"message\":\"\"}").bodyAsString())
			.contains("\"field\":\"message\"");
		assertThat(client.get("/api/notes").send().bodyAsString()).contains("\"name\":\"Ada\"");
		assertThat(client.get("/").send().bodyAsString()).contains("<html");
	}

	private static TestResponse post(FastCgiTestClient client, String note) {
		return client.post("/api/notes").header("Content-Type", "application/json").body(note).send();
	}

}
