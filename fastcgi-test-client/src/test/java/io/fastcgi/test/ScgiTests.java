package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the SCGI side of {@link FastCgiTestClient} and for {@link ScgiHeaders}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScgiTests {

	private static final byte[] RESPONSE = "Status: 201 Created\r\nX-A: b\r\n\r\nfine"
		.getBytes(StandardCharsets.US_ASCII);

	@Test
	void encodesTheExampleOfTheSpecification() {
		TestRequest request = FastCgiTestClient.toPort(1)
			.scgi()
			.request()
			.param("CONTENT_LENGTH", "27")
			.param("SCGI", "1")
			.param("REQUEST_METHOD", "POST")
			.param("REQUEST_URI", "/deepthought");
		assertThat(ScgiHeaders.encode(request.params())).asString(StandardCharsets.US_ASCII)
			.isEqualTo(
					"70:CONTENT_LENGTH\00027\000SCGI\0001\000REQUEST_METHOD\000POST\000REQUEST_URI\000/deepthought\000,");
	}

	@Test
	void sendsHeadersAndBodyAndReadsToTheEnd() throws Exception {
		try (ScriptedServer<String> server = answering(RESPONSE)) {
			TestResponse response = server.client().scgi().post("/p").contentType("text/plain").body("question").send();
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.header("x-a")).isEqualTo("b");
			assertThat(response.bodyAsString()).isEqualTo("fine");
			assertThat(response.protocolStatus()).isZero();
			assertThat(server.result()).startsWith("CONTENT_LENGTH\0008\000REQUEST_METHOD\000POST\000")
				.endsWith("HTTP_HOST\000localhost\000,question");
		}
	}

	@Test
	void sendsTheSameInSmallPieces() throws Exception {
		try (ScriptedServer<String> server = answering(RESPONSE)) {
			TestResponse response = server.client().splitting(new Random(7)).scgi().post("/p").body("question").send();
			assertThat(response.bodyAsString()).isEqualTo("fine");
			assertThat(server.result()).endsWith(",question");
		}
	}

	@Test
	void streamsBothWays() throws Exception {
		try (ScriptedServer<String> server = answering(RESPONSE)) {
			InputStream body = new ByteArrayInputStream("streamed".getBytes(StandardCharsets.US_ASCII));
			byte[] read = server.client()
				.scgi()
				.post("/p")
				.body(body, 8)
				.sendAndStream((response) -> response.body().readAllBytes());
			assertThat(read).asString().isEqualTo("fine");
			assertThat(server.result()).endsWith(",streamed");
		}
	}

	@Test
	void acceptsAnEmptyResponseUntilItIsLookedAt() throws Exception {
		try (ScriptedServer<String> server = answering(new byte[0])) {
			TestResponse response = server.client().scgi().get("/").send();
			assertThat(response.stdout()).isEmpty();
			assertThat(response.records()).isEqualTo(List.of());
			assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(response::status);
		}
	}

	@Test
	void knowsNoRoles() {
		FastCgiTestClient client = FastCgiTestClient.toPort(1).scgi();
		assertThatIllegalStateException().isThrownBy(client.authorize("/")::send)
			.withMessage("SCGI has no role 2, only FastCGI has");
		assertThatIllegalStateException().isThrownBy(client.filter("/", new byte[1])::send);
	}

	private static ScriptedServer<String> answering(byte[] response) throws IOException {
		return ScriptedServer.start((in, out) -> {
			String request = readRequest(in);
			out.write(response);
			return request;
		});
	}

	private static String readRequest(DataInputStream in) throws IOException {
		int length = 0;
		for (int digit = in.read(); digit != ':'; digit = in.read()) {
			length = 10 * length + digit - '0';
		}
		String headers = new String(in.readNBytes(length + 1), StandardCharsets.US_ASCII);
		int bodyLength = Integer.parseInt(headers.split("\000")[1]);
		return headers + new String(in.readNBytes(bodyLength), StandardCharsets.US_ASCII);
	}

}
