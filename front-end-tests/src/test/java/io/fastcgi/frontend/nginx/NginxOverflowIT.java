package io.fastcgi.frontend.nginx;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.probe.ProbeApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * nginx that turns to a second instance when the first has too much to do, as in
 * {@code overflow-fastcgi.conf}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxOverflowIT {

	private static final int REQUESTS = 10;

	private final int first = Ports.free();

	private final int second = Ports.free();

	private final FastCgiTestClient client = FastCgiTestClient.toPort(this.first);

	@Test
	void whatTheFirstRefusesTheSecondIsAskedFor() throws Exception {
		assertThat(statuses("GET", "")).containsOnly(200);
	}

	/**
	 * Nobody knows whether what was refused may be repeated: nginx sees a status only.
	 */
	@Test
	void aPostIsNotRepeated() throws Exception {
		assertThat(statuses("POST", "")).contains(503);
	}

	@Test
	void withoutTheStatusInTheRecipeTheClientIsRefused() throws Exception {
		assertThat(statuses("GET", " http_503")).contains(503);
	}

	/**
	 * Send some requests while all threads of the first instance are taken.
	 * @param method the method of the requests
	 * @param without what is not in the recipe
	 * @return the statuses
	 */
	private List<Integer> statuses(String method, String without) throws Exception {
		Recipe recipe = Recipe.read("nginx/overflow-fastcgi.conf")
			.with("127.0.0.1:9001", "127.0.0.1:" + this.second)
			.with("error timeout http_503", "error timeout http_503".replace(without, ""));
		try (ConfigurableApplicationContext busy = ProbeApplication.start("fastcgi.server.port=" + this.first);
				ConfigurableApplicationContext idle = ProbeApplication.start("fastcgi.server.port=" + this.second);
				FrontEndProcess nginx = Nginx.start(recipe, this.first);
				FastCgiTestConnection connection = occupy()) {
			try {
				return statuses(method, new HttpTester(nginx.uri()));
			}
			finally {
				ask(connection, "/control/open?gate=overflow");
			}
		}
	}

	private static List<Integer> statuses(String method, HttpTester http) throws Exception {
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			HttpResponse<String> response = http
				.send(http.request("/hello/you").method(method, BodyPublishers.noBody()));
			statuses.add(response.statusCode());
		}
		return statuses;
	}

	private FastCgiTestConnection occupy() {
		FastCgiTestConnection connection = this.client.connect();
		for (int i = 1; i <= ProbeApplication.THREADS; i++) {
			connection.send(i, this.client.get("/hold?gate=overflow").keepConnection(true));
		}
		// Answered after them
		ask(connection, "/control/connections");
		return connection;
	}

	private void ask(FastCgiTestConnection connection, String target) {
		connection.send(ProbeApplication.THREADS + 1, this.client.get(target).keepConnection(true));
		connection.readResponse(ProbeApplication.THREADS + 1);
	}

}
