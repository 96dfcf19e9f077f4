package io.fastcgi.demo.it;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind nginx with {@code fastcgi_pass}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxFastCgiIT extends NginxContract {

	private static final String RECIPE = "guestbook-fastcgi.conf";

	NginxFastCgiIT(DemoProcess demo) {
		super(demo, "fastcgi");
	}

	@Test
	void connectionsAreUsedAgain() throws Exception {
		assertThat(connectionsOf(50)).isLessThanOrEqualTo(1);
	}

	@Test
	void aLargeUploadArrivesWhenNginxBuffersIt() throws Exception {
		uploadBuffered(Bytes.publish(Bytes.MANY));
	}

	@Test
	void aLargeUploadOfUnknownLengthArrivesWhenNginxBuffersIt() throws Exception {
		uploadBuffered(Bytes.publishOfUnknownLength(Bytes.MANY));
	}

	private void uploadBuffered(BodyPublisher body) throws Exception {
		Recipe buffering = Recipe.read("nginx/" + RECIPE)
			.with("fastcgi_request_buffering off", "fastcgi_request_buffering on");
		try (FrontEndProcess other = Nginx.start(buffering, this.demo.port())) {
			HttpTester http = new HttpTester(other.uri());
			HttpResponse<String> response = http.send(http.request("/upload").POST(body));
			assertThat(response.body()).isEqualTo(Bytes.receipt(Bytes.MANY));
		}
	}

}
