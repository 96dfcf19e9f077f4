package io.fastcgi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for servers that are not there, or do not do what they ought to.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Timeout(60)
class TroubleTests {

	private static final TestRecord END = TestRecord.endRequest(1, 3, TestResponse.REQUEST_COMPLETE);

	@Test
	void cannotConnectWhereNobodyListens(@TempDir Path directory) throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		assertFails(Cli.run("127.0.0.1:" + port), 7, "127.0.0.1:" + port, "Does the server run");
		assertFails(Cli.run("--scgi", "127.0.0.1:" + port), 7, "Does the server run");
		assertFails(Cli.run("unix:" + directory.resolve("none.sock")), 7, "none.sock");
		assertFails(Cli.run("scgi://unix:" + directory.resolve("none.sock")), 7, "none.sock");
	}

	@Test
	void cannotFindAHostThatDoesNotExist() {
		assertFails(Cli.run("no-such-host.invalid:9000"), 6, "no-such-host.invalid:9000");
		assertFails(Cli.run("--scgi", "no-such-host.invalid:9000"), 6, "no-such-host.invalid:9000");
	}

	@Test
	void cannotReadAFileThatDoesNotExist() {
		assertFails(Cli.run("-d", "@no-such-file", "127.0.0.1:1"), 26, "'no-such-file'");
		assertFails(Cli.run("-T", "no-such-file", "127.0.0.1:1"), 26, "'no-such-file'");
		assertFails(Cli.run("--role", "filter", "--filter-data", "@no-such-file", "127.0.0.1:1"), 26, "'no-such-file'");
	}

	@Test
	void cannotReadAFolder(@TempDir Path directory) {
		assertFails(Cli.run("-T", directory.toString(), "127.0.0.1:1"), 26, directory.toString());
		assertFails(Cli.run("-d", "@" + directory, "127.0.0.1:1"), 26, directory.toString());
	}

	@Test
	void noticesThatTheBodyCannotBeReadToItsEnd() throws IOException {
		InputStream failing = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("The disk is gone");
			}

		};
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		try (ScriptedServer server = ScriptedServer.answering()) {
			int exitCode = Cli.run(failing, OutputStream.nullOutputStream(), err, "-T", "-", server.at("/"));
			assertThat(exitCode).isEqualTo(26);
			assertThat(err.toString(StandardCharsets.UTF_8)).contains("(26) Cannot read the body", "The disk is gone");
		}
	}

	@Test
	void noticesThatThereIsNoResponse() throws IOException {
		assertAnswerFails(52, "Does it speak FastCGI");
		assertAnswerFails(52, "appStatus 3", END);
		try (ScriptedServer server = ScriptedServer.answering()) {
			assertFails(Cli.run("--scgi", server.at("/")), 52, "Does it speak SCGI");
		}
	}

	@Test
	void noticesThatAResponseBreaksOff() throws IOException {
		assertAnswerFails(56, "before END_REQUEST", stdout("Status: 200\n\nbod"));
		assertAnswerFails(56, "within its header block", stdout("Status: 200\n"), stdout(""), END);
		byte[] whole = stdout("Status: 200\n\nbody").encode();
		assertAnswerFails(56, "within a STDOUT", Arrays.copyOf(whole, whole.length / 2));
	}

	@Test
	void noticesThatABodyIsTooShort() throws IOException {
		assertAnswerFails(18, "3 of 4 bytes", stdout("Content-Length: 4\n\nbod"), stdout(""), END);
		try (ScriptedServer server = ScriptedServer.answering(bytes("Content-Length: 4\n\nbod"))) {
			assertFails(Cli.run("--scgi", server.at("/")), 18, "3 of 4 bytes");
		}
	}

	@ParameterizedTest
	@CsvSource({ "-I, Content-Length: 4", "-i, Status: 304", "-i, Status: 204" })
	void expectsNoBodyWhereThereIsNone(String option, String field) throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(stdout(field + "\nContent-Length: 4\n\n"), stdout(""),
				END)) {
			assertThat(Cli.run(option, server.at("/")).exitCode()).isZero();
		}
	}

	@Test
	void noticesWhatIsNoCgiResponse() throws IOException {
		assertAnswerFails(56, "'Hello, world'. A CGI response begins with", stdout("Hello, world\n\n"), stdout(""),
				END);
		assertAnswerFails(56, "Not a CGI status", stdout("Status: good\n\n"), stdout(""), END);
		try (ScriptedServer server = ScriptedServer.answering(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
			assertFails(Cli.run("--scgi", server.at("/")), 56, "'HTTP/1.1 400 Bad Request'");
		}
	}

	@Test
	void noticesWhatIsNoFastCgi() throws IOException {
		assertAnswerFails(56, "though only request 1 is active", TestRecord.endRequest(2, 0, 0));
		assertAnswerFails(56, "broke a rule", bytes("HTTP/1.1 400 Bad Request\r\n\r\n".repeat(1000)));
	}

	@ParameterizedTest
	@CsvSource({ "1, CANT_MPX_CONN", "2, OVERLOADED", "3, UNKNOWN_ROLE" })
	void hasACodeForEachWayToBeRefused(int protocolStatus, String name) throws IOException {
		assertAnswerFails(120 + protocolStatus, name, TestRecord.endRequest(1, 0, protocolStatus));
	}

	@Test
	void saysWhichValuesTheServerDoesNotWantToTell() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(TestRecord.of(TestRecord.GET_VALUES_RESULT, 0))) {
			Cli run = Cli.run("--get-values", server.at("/"));
			assertThat(run.exitCode()).isZero();
			assertThat(run.out()).isEmpty();
			assertThat(run.err()).contains("does not tell FCGI_MAX_CONNS, FCGI_MAX_REQS, FCGI_MPXS_CONNS");
		}
	}

	@Test
	void noticesThatTheServerClosesAConnectionThatItWasToKeep() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(stdout("Status: 200\n\n"), stdout(""), END)) {
			assertFails(Cli.run("--repeat", "2", server.at("/")), 52, "after 1 request");
		}
	}

	private static void assertAnswerFails(int exitCode, String message, TestRecord... answer) throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(answer)) {
			assertFails(Cli.run(server.at("/")), exitCode, message);
		}
	}

	private static void assertAnswerFails(int exitCode, String message, byte[] answer) throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(answer)) {
			assertFails(Cli.run(server.at("/")), exitCode, message);
		}
	}

	private static void assertFails(Cli run, int exitCode, String... messages) {
		assertThat(run.err()).startsWith("fastcgi: (" + exitCode + ") ").contains(messages);
		assertThat(run.exitCode()).isEqualTo(exitCode);
	}

	private static TestRecord stdout(String text) {
		return TestRecord.of(TestRecord.STDOUT, 1, bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
