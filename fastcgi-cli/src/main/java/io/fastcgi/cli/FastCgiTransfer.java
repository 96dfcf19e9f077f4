package io.fastcgi.cli;

import java.io.UncheckedIOException;
import java.time.Duration;

import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.ResponseChecker;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import org.jspecify.annotations.Nullable;

/**
 * FastCGI requests on one connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiTransfer implements Transfer {

	private static final int ID = 1;

	private final FastCgiTestConnection connection;

	private final StderrPrinter stderr;

	private final @Nullable Duration abortAfter;

	private int answered;

	FastCgiTransfer(FastCgiTestConnection connection, StderrPrinter stderr, @Nullable Duration abortAfter) {
		this.connection = connection;
		this.stderr = stderr;
		this.abortAfter = abortAfter;
	}

	@Override
	public void perform(TestRequest request, ResponseSink sink) {
		this.connection.send(ID, request);
		try (Alarm abort = Alarm.after(this.abortAfter, this::abort)) {
			ResponseChecker checker = new ResponseChecker(ID);
			while (!checker.isEnded()) {
				Alarm.heed();
				accept(this.connection.readRecord(), checker, sink);
			}
			this.answered++;
			ProtocolStatus.requireComplete(checker.protocolStatus());
			if (!abort.hasRung()) {
				sink.finish("The request ended without a response (appStatus " + checker.appStatus()
						+ "). Look into the log of the application.");
			}
		}
		finally {
			this.stderr.endLine();
		}
	}

	private void accept(@Nullable TestRecord record, ResponseChecker checker, ResponseSink sink) {
		if (record == null) {
			throw closedEarly(sink);
		}
		checker.check(record);
		switch (record.type()) {
			case TestRecord.STDOUT -> sink.accept(record.content(), 0, record.content().length);
			case TestRecord.STDERR -> this.stderr.print(record.content());
			default -> {
				// END_REQUEST, which the checker has read
			}
		}
	}

	private Failure closedEarly(ResponseSink sink) {
		if (this.answered > 0 && sink.isEmpty()) {
			return new Failure(ExitCode.EMPTY, "The server closed the connection after " + this.answered
					+ " request(s), though FCGI_KEEP_CONN was set. It may have a limit for that.");
		}
		return sink.isEmpty() ? new Failure(ExitCode.EMPTY,
				"The server closed the connection without a response. Does it speak FastCGI (for SCGI: --scgi), "
						+ "and does it accept this address? Look into its log.")
				: new Failure(ExitCode.RECEIVE, "The server closed the connection before END_REQUEST, so the response "
						+ "may be incomplete. Look into the log of the application.");
	}

	private void abort() {
		try {
			this.connection.abort(ID);
		}
		catch (UncheckedIOException ex) {
			// The connection is gone, which the reader of the response finds out, too
		}
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
