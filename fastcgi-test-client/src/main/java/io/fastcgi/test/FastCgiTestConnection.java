package io.fastcgi.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A connection for several requests, for requests made step by step, and for bytes that
 * no well-behaved client sends. Several threads may use it at once. I/O problems and
 * timeouts are reported as {@link java.io.UncheckedIOException}.
 * <p>
 * Except for {@link #writeBytes}, {@link #readBytes} and what concerns the connection
 * itself, this class speaks FastCGI even if the client was told to speak SCGI.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiTestConnection implements AutoCloseable {

	private final Wire wire;

	private final Duration timeout;

	private final RecordReader reader;

	private final RecordWriter writer;

	private final RequestWriter requests;

	private final Demultiplexer responses;

	private final Queue<Upload> uploads = new ConcurrentLinkedQueue<>();

	FastCgiTestConnection(Wire wire, Connector connector) {
		this.wire = wire;
		this.timeout = connector.timeout();
		this.reader = new RecordReader(connector.input(wire), connector.listener());
		this.writer = new RecordWriter(connector.output(wire), connector.splitting(), connector.listener());
		this.requests = new RequestWriter(this.writer);
		this.responses = new Demultiplexer(this.reader);
	}

	/**
	 * Sends a whole request. A large or streamed body is sent by a thread of its own, so
	 * that this method returns at once. FCGI_KEEP_CONN is set unless the request says
	 * otherwise.
	 * @param id the request id
	 * @param request the request
	 * @return this connection
	 */
	public FastCgiTestConnection send(int id, TestRequest request) {
		return send(id, request.parts(), true);
	}

	FastCgiTestConnection send(int id, RequestParts parts, boolean keepByDefault) {
		return perform(() -> {
			this.responses.begin(id);
			this.requests.begin(id, parts.role(), parts.flags(keepByDefault));
			this.requests.params(id, parts.params());
			if (parts.isSmall()) {
				this.requests.bodies(id, parts);
			}
			else {
				this.writer.flush();
				this.uploads.add(Upload.start(this.wire, () -> this.requests.bodies(id, parts)));
			}
		});
	}

	/**
	 * Begins a request.
	 * @param id the request id
	 * @param role the role
	 * @param flags the flags, such as {@link TestRequest#KEEP_CONN}
	 * @return this connection
	 */
	public FastCgiTestConnection begin(int id, int role, int flags) {
		return writeRecord(TestRecord.beginRequest(id, role, flags));
	}

	/**
	 * Sends all params of a request and the end of PARAMS.
	 * @param id the request id
	 * @param params the names and values
	 * @return this connection
	 */
	public FastCgiTestConnection params(int id, Map<String, String> params) {
		return params(id, NameValuePairs.of(params));
	}

	/**
	 * Sends all params of a request and the end of PARAMS.
	 * @param id the request id
	 * @param params the params, such as {@link TestRequest#params()}
	 * @return this connection
	 */
	public FastCgiTestConnection params(int id, List<NameValuePair> params) {
		return perform(() -> this.requests.params(id, params));
	}

	/**
	 * Sends a part of a request's body, without ending it.
	 * @param id the request id
	 * @param bytes the part; if empty, nothing is sent
	 * @return this connection
	 */
	public FastCgiTestConnection stdin(int id, byte... bytes) {
		return stream(TestRecord.STDIN, id, bytes);
	}

	/**
	 * Ends a request's body.
	 * @param id the request id
	 * @return this connection
	 */
	public FastCgiTestConnection endStdin(int id) {
		return endStream(TestRecord.STDIN, id);
	}

	/**
	 * Sends a part of a stream in as many records as needed, without ending it.
	 * @param type the record type
	 * @param id the request id
	 * @param bytes the part; if empty, nothing is sent
	 * @return this connection
	 */
	public FastCgiTestConnection stream(int type, int id, byte... bytes) {
		return perform(() -> this.writer.append(type, id, bytes, bytes.length));
	}

	/**
	 * Ends a stream with an empty record.
	 * @param type the record type
	 * @param id the request id
	 * @return this connection
	 */
	public FastCgiTestConnection endStream(int type, int id) {
		return perform(() -> this.writer.end(type, id));
	}

	/**
	 * Asks the server to end a request.
	 * @param id the request id
	 * @return this connection
	 */
	public FastCgiTestConnection abort(int id) {
		return writeRecord(TestRecord.ABORT_REQUEST, id);
	}

	/**
	 * Writes a record of version 1, padded to a multiple of eight bytes.
	 * @param type the record type
	 * @param id the request id
	 * @param content the content
	 * @return this connection
	 */
	public FastCgiTestConnection writeRecord(int type, int id, byte... content) {
		return writeRecord(TestRecord.of(type, id, content));
	}

	/**
	 * Writes a record as it is.
	 * @param record the record
	 * @return this connection
	 */
	public FastCgiTestConnection writeRecord(TestRecord record) {
		if (record.type() == TestRecord.BEGIN_REQUEST && record.id() != 0) {
			this.responses.begin(record.id());
		}
		return perform(() -> this.writer.write(record));
	}

	/**
	 * Writes bytes as they are.
	 * @param bytes the bytes
	 * @return this connection
	 */
	public FastCgiTestConnection writeBytes(byte... bytes) {
		return perform(() -> this.writer.write(bytes));
	}

	/**
	 * Waits for the end of a request. Meanwhile the records of other requests are put
	 * aside for them.
	 * @param id the request id
	 * @return the response
	 * @throws ProtocolViolationException if a record breaks the rules, or the connection
	 * is closed early
	 */
	public TestResponse readResponse(int id) {
		return explained(() -> this.responses.awaitResponse(id));
	}

	<T extends @Nullable Object> T explained(Io.Call<T> reading) {
		try {
			return Io.call(reading);
		}
		catch (RuntimeException ex) {
			this.uploads.forEach((upload) -> upload.explain(ex));
			throw ex;
		}
	}

	/**
	 * Waits for a GET_VALUES_RESULT or UNKNOWN_TYPE record. Meanwhile the records of
	 * requests are put aside for them.
	 * @return the record
	 */
	public TestRecord readManagementRecord() {
		return Io.call(this.responses::awaitManagementRecord);
	}

	/**
	 * Asks for values and waits for the answer.
	 * @param names the names to ask for
	 * @return the values that the server knows
	 * @throws ProtocolViolationException if the answer holds what was not asked for
	 */
	public Map<String, String> getValues(String... names) {
		GetValues question = new GetValues(List.of(names));
		writeRecord(TestRecord.GET_VALUES, 0, question.encode());
		return question.decode(readManagementRecord());
	}

	/**
	 * Reads the next record without judging it, past {@link #readResponse}.
	 * @return the record, or {@code null} if the server closed the connection
	 * @throws ProtocolViolationException if the connection is closed within a record
	 */
	public @Nullable TestRecord readRecord() {
		return this.<@Nullable TestRecord>explained(this.reader::read);
	}

	/**
	 * Reads bytes until the server closes the connection.
	 * @return the bytes
	 */
	public byte[] readBytes() {
		return Io.call(this.reader::readAllBytes);
	}

	/**
	 * Closes the direction to the server only.
	 * @return this connection
	 */
	public FastCgiTestConnection shutdownOutput() {
		Io.run(this.wire::shutdownOutput);
		return this;
	}

	/**
	 * Waits, no longer than the client's timeout, for the server to close or reset the
	 * connection.
	 * @return whether it did; {@code false} also as soon as it sends something
	 */
	public boolean isClosedByPeer() {
		return isClosedByPeer(this.timeout);
	}

	/**
	 * Waits for the server to close or reset the connection.
	 * @param timeout how long to wait
	 * @return whether it did; {@code false} also as soon as it sends something
	 */
	public boolean isClosedByPeer(Duration timeout) {
		return Io.call(() -> this.reader.isAtEnd(timeout));
	}

	/**
	 * Closes a TCP connection by a reset. A Unix domain socket is merely closed.
	 */
	public void reset() {
		Io.run(this.wire::reset);
	}

	@Override
	public void close() {
		Io.run(this.wire::close);
	}

	private FastCgiTestConnection perform(Io.Action action) {
		Io.run(action);
		Io.run(this.writer::flush);
		return this;
	}

}
