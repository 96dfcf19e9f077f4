package io.fastcgi.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FormBody}, sent by a {@link FastCgiTestClient}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FormTests {

	@Test
	void sendsTheFieldsOfAForm() throws Exception {
		try (ScriptedServer<RequestOnServer> server = answering()) {
			server.client().post("/").form("a", "b c").form("d", "ü").send();
			assertThat(server.result().params()).contains(
					NameValuePair.of("CONTENT_TYPE", "application/x-www-form-urlencoded"),
					NameValuePair.of("CONTENT_LENGTH", "14"));
			assertThat(server.result().stream(TestRecord.STDIN)).asString().isEqualTo("a=b+c&d=%C3%BC");
		}
	}

	@Test
	void sendsAFormWithAFileInParts() throws Exception {
		try (ScriptedServer<RequestOnServer> server = answering()) {
			server.client()
				.post("/")
				.form("a", "ü")
				.file("f", "\"x\".txt", "text/plain", "--fastcgi-test-client".getBytes(StandardCharsets.US_ASCII))
				.send();
			assertThat(server.result().params())
				.contains(NameValuePair.of("CONTENT_TYPE", "multipart/form-data; boundary=fastcgi-test-client-"));
			assertThat(server.result().stream(TestRecord.STDIN)).asString().isEqualTo("""
					--fastcgi-test-client-
					Content-Disposition: form-data; name="a"

					ü
					--fastcgi-test-client-
					Content-Disposition: form-data; name="f"; filename="%22x%22.txt"
					Content-Type: text/plain

					--fastcgi-test-client
					--fastcgi-test-client---
					""".replace("\n", "\r\n"));
		}
	}

	@Test
	void beginsAnotherFormAfterAnotherBody() throws Exception {
		try (ScriptedServer<RequestOnServer> server = answering()) {
			server.client().post("/").form("a", "b").body("c").form("d", "e").send();
			assertThat(server.result().stream(TestRecord.STDIN)).asString().isEqualTo("d=e");
		}
	}

	private static ScriptedServer<RequestOnServer> answering() throws IOException {
		return ScriptedServer.answering(TestRecord.endRequest(1, 0, TestResponse.REQUEST_COMPLETE));
	}

}
