package io.fastcgi.spring.handler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a request may use of the memory and of the threads.
 *
 * @author FastCGI Spring Boot maintainers
 */
class GatheringTests {

	private final TestApplication application = TestApplication
		.with(List.of("fastcgi.server.max-gathered-bodies=10000B"), Handlers.class);

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void bodiesThatAreInMemoryTogetherAreBounded() {
		FastCgiTestClient client = this.application.client();
		try (FastCgiTestConnection connection = client.connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, client.post("/length").param("CONTENT_LENGTH", "9000").params());
			connection.stdin(1, new byte[8000]);
			connection.send(2, client.post("/length").body(new byte[4000]));
			TestResponse refused = connection.readResponse(2);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			connection.stdin(1, new byte[1000]).endStream(TestRecord.STDIN, 1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("9000");
			connection.send(3, client.post("/length").body(new byte[9000]));
			assertThat(connection.readResponse(3).bodyAsString()).isEqualTo("9000");
		}
	}

	@Test
	void fileOfStageIsWrittenByThreadThatMayBlock() {
		this.application.clients().forEach((client) -> {
			TestResponse response = client.get("/file").send();
			assertThat(response.bodyAsString()).startsWith("fastcgi-handler-");
		});
	}

	@Test
	void stageThatIsNullIsError() {
		assertThat(this.application.client().get("/null").send().status()).isEqualTo(500);
	}

	@Test
	void headOfEndlessBodyEndsWithTheRequest() throws InterruptedException {
		Handlers handlers = this.application.bean(Handlers.class);
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().method("HEAD", "/endless"));
			assertThat(handlers.begun.await(10, TimeUnit.SECONDS)).isTrue();
			connection.abort(1);
			connection.readResponse(1);
		}
		assertThat(handlers.ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Handlers.
	 */
	@FastCgiHandler
	static class Handlers {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch ended = new CountDownLatch(1);

		@FastCgiHandler("/length")
		String length(@RequestBody byte[] body) {
			return String.valueOf(body.length);
		}

		@FastCgiHandler("/file")
		CompletionStage<Resource> file() {
			return CompletableFuture.completedFuture(new ThreadName());
		}

		@FastCgiHandler("/null")
		@Nullable CompletionStage<String> nothing() {
			return null;
		}

		@FastCgiHandler("/endless")
		void endless(OutputStream body) throws IOException {
			try {
				while (true) {
					body.write(new byte[1000]);
					this.begun.countDown();
				}
			}
			finally {
				this.ended.countDown();
			}
		}

	}

	/**
	 * File whose content is the name of the thread that reads it.
	 */
	private static final class ThreadName extends ByteArrayResource {

		ThreadName() {
			super(new byte[0]);
		}

		@Override
		public InputStream getInputStream() {
			return new ByteArrayInputStream(Thread.currentThread().getName().getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public long contentLength() {
			return Thread.currentThread().getName().length();
		}

	}

}
