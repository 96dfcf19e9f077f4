package io.fastcgi.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the program does once it knows what it is to do.
 *
 * @param console where from and where to
 * @param target who is asked
 * @param protocol what is spoken
 * @param connecting how the server is reached
 * @param options how the response is shown
 * @param fastCgi what is said in FastCGI only
 * @author FastCGI Spring Boot maintainers
 */
record Session(Console console, Target target, Protocol protocol, ConnectionOptions connecting, OutputOptions options,
		FastCgiOptions fastCgi) {

	// How long the server may take to close the connection, where somebody wants to know
	private static final Duration CLOSING = Duration.ofSeconds(1);

	// The client reads no longer than that, so nobody waits for so long by mistake
	private static final Duration FOREVER = Duration.ofDays(365);

	FastCgiTestClient client() {
		FastCgiTestClient client = FastCgiTestClient.to(this.target.address())
			.withTimeout(FOREVER)
			.withConnectTimeout(this.connecting.connectTimeout);
		if (this.protocol == Protocol.SCGI) {
			return client.scgi();
		}
		return this.options.verbose ? client.listening(new RecordTrace(trace())) : client;
	}

	void run(RequestFactory requests) {
		try (Alarm deadline = Alarm.interrupting(this.connecting.maxTime);
				Output output = new Output(this.console.out(), this.options.file)) {
			try {
				run(requests, output);
			}
			catch (RuntimeException ex) {
				throw deadline.hasRung() ? tooLate(this.connecting.maxTime) : explained(ex);
			}
		}
		catch (IOException ex) {
			throw new Failure(ExitCode.CANNOT_WRITE, "Cannot write the response: " + ex);
		}
	}

	private static Failure tooLate(@Nullable Duration maxTime) {
		Thread.interrupted();
		return new Failure(ExitCode.TIMEOUT, "There was no complete response in time ("
				+ ((maxTime != null) ? maxTime.toMillis() : 0) + " ms). With a longer --max-time there may be one.");
	}

	private Failure explained(RuntimeException ex) {
		return (ex instanceof Failure failure) ? failure : new Failures(this.target).transferring(ex);
	}

	private void run(RequestFactory requests, Output output) {
		trace().remark("Connecting to " + this.target.place() + ", speaking " + this.protocol);
		if (this.protocol == Protocol.SCGI) {
			repeat(new ScgiTransfer(new Failures(this.target), this.connecting.abortAfter), requests, output);
			return;
		}
		try (FastCgiTestConnection connection = connect(requests.client())) {
			if (this.fastCgi.getValues) {
				new Values(output, this.console.err()).show(connection);
				return;
			}
			StderrPrinter stderr = new StderrPrinter(this.console.err(), this.options.verbose);
			repeat(new FastCgiTransfer(connection, stderr, this.connecting.abortAfter), requests, output);
			if (this.options.verbose) {
				remarkOnTheEnd(connection, requests.keepConnection());
			}
		}
	}

	private FastCgiTestConnection connect(FastCgiTestClient client) {
		try {
			return client.connect();
		}
		catch (UncheckedIOException ex) {
			throw new Failures(this.target).connecting(ex);
		}
	}

	private void repeat(Transfer transfer, RequestFactory requests, Output output) {
		for (int i = 0; i < this.connecting.repeat; i++) {
			TestRequest request = requests.create();
			trace().params(request.params());
			transfer.perform(request, new ResponseSink(this.options, output, trace()));
		}
	}

	private void remarkOnTheEnd(FastCgiTestConnection connection, boolean kept) {
		if (kept) {
			trace().remark("The connection could be used again");
		}
		else if (connection.isClosedByPeer(CLOSING)) {
			trace().remark("The server closed the connection");
		}
		else {
			trace().remark("The server left the connection open, though FCGI_KEEP_CONN was not set");
		}
	}

	private Trace trace() {
		return new Trace(this.console.err(), this.options.verbose);
	}

}
