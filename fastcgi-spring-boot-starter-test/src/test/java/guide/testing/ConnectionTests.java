package guide.testing;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.autoconfigure.FastCgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

@FastCgiTest(GreetingHandler.class)
@Import(Greetings.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class ConnectionTests {

	@Autowired
	private FastCgiTestClient client;

	@Autowired
	private GreetingHandler handler;

	@Test
	void requestsShareAConnection() {
		// tag::shared[]
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.send(1, this.client.get("/greetings/slow"));
			connection.send(2, this.client.get("/greetings/you"));
			assertThat(connection.readResponse(2)).bodyText().contains("Hello you");
			this.handler.slow.complete("at last");
			assertThat(connection.readResponse(1)).hasBodyText("at last");
		}
		// end::shared[]
	}

	@Test
	void handlerIsToldOfAnAbort() throws Exception {
		// tag::abort[]
		CountDownLatch cancelled = new CountDownLatch(1);
		this.handler.slow.whenComplete((value, error) -> cancelled.countDown());
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.send(1, this.client.get("/greetings/slow")).abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			cancelled.await();
		}
		// end::abort[]
	}

	@Test
	void recordsCanBeMadeByHand() {
		// tag::steps[]
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.begin(7, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(7, this.client.get("/greetings/you").params());
			connection.endStdin(7);
			assertThat(connection.readResponse(7)).hasStatusOk();
		}
		// end::steps[]
		// tag::raw[]
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.writeRecord(99, 0);
			TestRecord answer = connection.readRecord();
			assertThat(answer.type()).isEqualTo(TestRecord.UNKNOWN_TYPE);
			assertThat(answer.content()).startsWith(99);
			assertThat(connection.getValues("FCGI_MPXS_CONNS")).containsEntry("FCGI_MPXS_CONNS", "1");
			connection.writeBytes("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		// end::raw[]
	}

}
