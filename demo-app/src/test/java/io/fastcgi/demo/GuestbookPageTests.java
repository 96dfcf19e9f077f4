package io.fastcgi.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestbookPage}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class GuestbookPageTests {

	private final FastCgiTestClient client;

	private final GuestbookPage page;

	GuestbookPageTests(@Value("${local.fastcgi.server.port}") int port, @Autowired GuestbookPage page) {
		this.client = FastCgiTestClient.toPort(port);
		this.page = page;
	}

	@Test
	void countsVisits() {
		long before = this.page.visits().visits();
		this.page.page();
		this.page.page();
		assertThat(this.page.visits().visits()).isEqualTo(before + 2);
	}

	@Test
	void pageNeedsNothingFromElsewhere() throws IOException {
		assertSelfContained(this.page.page().getBody());
		assertSelfContained(new WhoAmI().page());
	}

	@Test
	void servesPage() {
		TestResponse response = this.client.get("/").header("Accept", "text/html,*/*;q=0.8").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(response.bodyAsString()).startsWith("<!DOCTYPE html>").contains("Guestbook");
	}

	@Test
	void tellsABrowserThatItStillHasThePage() {
		String entityTag = this.client.get("/").send().header("ETag");
		TestResponse response = this.client.get("/").header("If-None-Match", "\"other\", " + entityTag).send();
		assertThat(response.status()).isEqualTo(304);
		assertThat(response.header("ETag")).isEqualTo(entityTag);
		assertThat(response.body()).isEmpty();
		assertThat(this.client.get("/").header("If-None-Match", "\"other\"").send().status()).isEqualTo(200);
	}

	@Test
	void servesVisits() {
		TestResponse response = this.client.get("/api/visits").send();
		assertThat(response.bodyAsString()).matches("\\{\"visits\":\\d+}");
	}

	private static void assertSelfContained(Resource page) throws IOException {
		String html = page.getContentAsString(StandardCharsets.UTF_8);
		assertThat(html).doesNotContainPattern("(src|href)=\"(https?:)?//")
			.doesNotContain("@import", "innerHTML", "<script src");
	}

}
