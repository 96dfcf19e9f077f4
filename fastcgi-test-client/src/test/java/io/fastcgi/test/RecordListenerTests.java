package io.fastcgi.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordListener}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RecordListenerTests {

	private static final TestRecord[] RESPONSE = {
			TestRecord.of(TestRecord.STDOUT, 1, "Status: 204\r\n\r\n".getBytes()), TestRecord.of(TestRecord.STDOUT, 1),
			TestRecord.endRequest(1, 0, 0) };

	private final List<TestRecord> sent = new CopyOnWriteArrayList<>();

	private final List<TestRecord> received = new CopyOnWriteArrayList<>();

	private final RecordListener listener = new RecordListener() {

		@Override
		public void sent(TestRecord record) {
			RecordListenerTests.this.sent.add(record);
		}

		@Override
		public void received(TestRecord record) {
			RecordListenerTests.this.received.add(record);
		}

	};

	@Test
	void isToldOfEachRecordInItsOrder() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			server.client().listening(this.listener).post("/").body("question").send();
			assertThat(this.sent).isEqualTo(server.result().records());
			assertThat(this.received).containsExactly(RESPONSE);
		}
	}

	@Test
	void isToldOfRecordsThatAreWrittenAndReadOneByOne() throws Exception {
		TestRecord question = TestRecord.of(TestRecord.GET_VALUES, 0);
		TestRecord answer = TestRecord.of(TestRecord.GET_VALUES_RESULT, 0);
		try (ScriptedServer<TestRecord> server = ScriptedServer.start((in, out) -> {
			TestRecord record = RequestOnServer.readRecord(in);
			out.write(answer.encode());
			return record;
		}); FastCgiTestConnection connection = server.client().listening(this.listener).connect()) {
			connection.writeRecord(question).readRecord();
			assertThat(this.sent).containsExactly(question);
			assertThat(this.received).containsExactly(answer);
		}
	}

}
