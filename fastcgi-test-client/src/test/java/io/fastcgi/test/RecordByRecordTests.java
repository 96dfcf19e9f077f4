package io.fastcgi.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for responses that are read with {@link FastCgiTestConnection#readRecord()}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RecordByRecordTests {

	@Test
	void checksEachRecordUpToTheLast() throws Exception {
		TestRecord[] records = { TestRecord.of(TestRecord.STDERR, 1, (byte) 'x'), TestRecord.of(TestRecord.STDERR, 1),
				TestRecord.endRequest(1, 7, TestResponse.OVERLOADED) };
		try (ScriptedServer<?> server = ScriptedServer.answering(records);
				FastCgiTestConnection connection = server.client().connect()) {
			connection.send(1, server.client().get("/"));
			ResponseChecker checker = new ResponseChecker(1);
			List<TestRecord> read = new ArrayList<>();
			while (!checker.isEnded()) {
				TestRecord record = connection.readRecord();
				assertThat(record).isNotNull();
				checker.check(record);
				read.add(record);
			}
			assertThat(read).containsExactly(records);
			assertThat(checker.appStatus()).isEqualTo(7);
			assertThat(checker.protocolStatus()).isEqualTo(TestResponse.OVERLOADED);
		}
	}

	@Test
	void saysWhyThereIsNoRecordWhenTheSourceOfTheBodyFailed() throws Exception {
		InputStream failing = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("no such luck");
			}

		};
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> in.readAllBytes());
				FastCgiTestConnection connection = server.client().connect()) {
			connection.send(1, server.client().post("/").body(failing, 10));
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(connection::readRecord)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
					.asString()
					.contains("The source of the request body failed"));
		}
	}

}
