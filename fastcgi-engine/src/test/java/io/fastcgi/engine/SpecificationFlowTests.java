package io.fastcgi.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The four record flows of FastCGI 1.0, appendix B, byte by byte (PT-49).
 *
 * @author FastCGI Spring Boot maintainers
 */
class SpecificationFlowTests extends ServerTestCase {

	private static final String PARAMS = "\013\002SERVER_PORT80\013\016SERVER_ADDR199.170.183.42";

	private static final String HEAD = "Content-type: text/html\r\n\r\n";

	private static final String DOCUMENT = HEAD + "<html>\n<head> ... ";

	/**
	 * FCGI-59.
	 */
	@Test
	void requestWithoutBody() {
		start(whenComplete("", (exchange) -> {
			write(exchange, DOCUMENT);
			exchange.end();
		}));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.beginRequest(1, 1, 0));
			write(connection, TestRecord.PARAMS, 1, PARAMS);
			write(connection, TestRecord.PARAMS, 1, "");
			write(connection, TestRecord.STDIN, 1, "");
			assertThat(connection.readBytes()).isEqualTo(bytes(record(TestRecord.STDOUT, 1, DOCUMENT),
					record(TestRecord.STDOUT, 1, ""), TestRecord.endRequest(1, 0, 0)));
		}
	}

	/**
	 * FCGI-60, FCGI-18.
	 */
	@Test
	void paramsInTwoRecordsAndBody() {
		start(whenComplete("quantity=100&item=3047936", (exchange) -> {
			write(exchange, DOCUMENT);
			exchange.end();
		}));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.beginRequest(1, 1, 0));
			write(connection, TestRecord.PARAMS, 1, PARAMS.substring(0, PARAMS.indexOf("VER_ADDR")));
			write(connection, TestRecord.PARAMS, 1, PARAMS.substring(PARAMS.indexOf("VER_ADDR")));
			write(connection, TestRecord.PARAMS, 1, "");
			write(connection, TestRecord.STDIN, 1, "quantity=100&item=3047936");
			write(connection, TestRecord.STDIN, 1, "");
			assertThat(connection.readBytes()).isEqualTo(bytes(record(TestRecord.STDOUT, 1, DOCUMENT),
					record(TestRecord.STDOUT, 1, ""), TestRecord.endRequest(1, 0, 0)));
		}
	}

	/**
	 * FCGI-61, FCGI-38, FCGI-41, FCGI-43.
	 */
	@Test
	void errorOutputAndApplicationStatus() {
		start(whenComplete("", (exchange) -> {
			write(exchange, HEAD + "<ht");
			exchange.writeError(Unpooled.copiedBuffer("config error: missing SI_UID\n", StandardCharsets.US_ASCII));
			write(exchange, "ml>\n<head> ... ");
			exchange.end(938);
		}));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.beginRequest(1, 1, 0));
			write(connection, TestRecord.PARAMS, 1, PARAMS);
			write(connection, TestRecord.PARAMS, 1, "");
			write(connection, TestRecord.STDIN, 1, "");
			assertThat(connection.readBytes()).isEqualTo(bytes(record(TestRecord.STDOUT, 1, HEAD + "<ht"),
					record(TestRecord.STDERR, 1, "config error: missing SI_UID\n"),
					record(TestRecord.STDOUT, 1, "ml>\n<head> ... "), record(TestRecord.STDOUT, 1, ""),
					record(TestRecord.STDERR, 1, ""), TestRecord.endRequest(1, 938, 0)));
		}
	}

	/**
	 * FCGI-62, FCGI-31.
	 */
	@Test
	void twoRequestsAtOnce() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.beginRequest(1, 1, 1));
			write(connection, TestRecord.PARAMS, 1, PARAMS);
			write(connection, TestRecord.PARAMS, 1, "");
			connection.writeRecord(TestRecord.beginRequest(2, 1, 1));
			write(connection, TestRecord.PARAMS, 2, PARAMS);
			write(connection, TestRecord.STDIN, 1, "");
			Exchange first = exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(first).isNotNull();
			write(first, HEAD);
			first.flush();
			assertThat(connection.readRecord()).isEqualTo(record(TestRecord.STDOUT, 1, HEAD));
			write(connection, TestRecord.PARAMS, 2, "");
			write(connection, TestRecord.STDIN, 2, "");
			Exchange second = exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(second).isNotNull();
			write(second, DOCUMENT);
			second.end();
			assertThat(connection.readRecord()).isEqualTo(record(TestRecord.STDOUT, 2, DOCUMENT));
			assertThat(connection.readRecord()).isEqualTo(record(TestRecord.STDOUT, 2, ""));
			assertThat(connection.readRecord()).isEqualTo(TestRecord.endRequest(2, 0, 0));
			write(first, "<html>\n<head> ... ");
			first.end();
			assertThat(connection.readRecord()).isEqualTo(record(TestRecord.STDOUT, 1, "<html>\n<head> ... "));
			assertThat(connection.readRecord()).isEqualTo(record(TestRecord.STDOUT, 1, ""));
			assertThat(connection.readRecord()).isEqualTo(TestRecord.endRequest(1, 0, 0));
		}
	}

	private static ExchangeHandler whenComplete(String expectedBody, ExchangeHandler handler) {
		return (exchange) -> InputGatherer.gather(exchange.stdin(), 1000).whenComplete((body, failure) -> {
			try {
				assertThat(failure).isNull();
				assertThat(exchange.params().size()).isEqualTo(2);
				assertThat(exchange.params().get("SERVER_PORT")).isEqualTo("80");
				assertThat(exchange.params().get("SERVER_ADDR")).isEqualTo("199.170.183.42");
				assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo(expectedBody);
				handler.handle(exchange);
			}
			catch (Throwable ex) {
				exchange.fail(ex);
			}
		});
	}

	private static void write(Exchange exchange, String text) {
		exchange.write(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

	private static void write(FastCgiTestConnection connection, int type, int id, String content) {
		connection.writeRecord(record(type, id, content));
	}

	private static TestRecord record(int type, int id, String content) {
		return TestRecord.of(type, id, content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static byte[] bytes(TestRecord... records) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (TestRecord record : records) {
			bytes.writeBytes(record.encode());
		}
		return bytes.toByteArray();
	}

}
