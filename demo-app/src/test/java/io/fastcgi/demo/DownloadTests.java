package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Download}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class DownloadTests {

	private final FastCgiTestClient client;

	DownloadTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void sendsAsManyBytesAsAskedFor() {
		TestResponse response = this.client.get("/download?bytes=100000").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo("application/octet-stream");
		byte[] body = response.body();
		assertThat(body).hasSize(100_000);
		for (int n = 0; n < body.length; n++) {
			assertThat(body[n]).isEqualTo((byte) (n % 251));
		}
	}

	@Test
	void sendsNothing() {
		TestResponse response = this.client.get("/download?bytes=0").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void refusesWhatIsNoNumberOfBytes() {
		assertThat(this.client.get("/download?bytes=-1").send().status()).isEqualTo(400);
		assertThat(this.client.get("/download?bytes=many").send().status()).isEqualTo(400);
		assertThat(this.client.get("/download").send().status()).isEqualTo(400);
	}

}
