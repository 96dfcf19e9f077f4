package io.fastcgi.demo;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Upload}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class UploadTests {

	private final FastCgiTestClient client;

	UploadTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void digestsBody() throws Exception {
		byte[] body = new byte[3_000_000];
		new Random(42).nextBytes(body);
		assertReceipt(this.client.post("/upload").body(body).send(), body);
	}

	@Test
	void digestsBodyOfUnknownLength() throws Exception {
		byte[] body = new byte[300_000];
		new Random(42).nextBytes(body);
		assertReceipt(this.client.post("/upload").body(new ByteArrayInputStream(body), -1).send(), body);
	}

	@Test
	void digestsEmptyBody() throws Exception {
		assertReceipt(this.client.method("PUT", "/upload").body(new byte[0]).send(), new byte[0]);
	}

	@Test
	void digestsTheFileOfAForm() throws Exception {
		String form = "--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\nHello\r\n--x--\r\n";
		TestResponse response = this.client.post("/upload")
			.contentType("multipart/form-data; boundary=x")
			.body(form)
			.send();
		assertReceipt(response, "Hello".getBytes(StandardCharsets.UTF_8));
	}

	private static void assertReceipt(TestResponse response, byte[] body) throws Exception {
		String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).isEqualTo("{\"bytes\":" + body.length + ",\"sha256\":\"" + sha256 + "\"}");
	}

}
