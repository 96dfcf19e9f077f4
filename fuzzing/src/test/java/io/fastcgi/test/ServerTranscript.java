package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a server wrote to a connection, checked as strictly as the test client does.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ServerTranscript {

	private final Map<Integer, ResponseCollector> active = new LinkedHashMap<>();

	private final Map<Integer, List<TestResponse>> complete = new TreeMap<>();

	private final List<TestRecord> management = new ArrayList<>();

	private final boolean beginsAreKnown;

	private @Nullable TestResponse brokenOff;

	private ServerTranscript(boolean beginsAreKnown) {
		this.beginsAreKnown = beginsAreKnown;
	}

	/**
	 * Begin a transcript of a server that may send only what belongs to a request for
	 * which {@link #begin(int)} was called.
	 */
	public static ServerTranscript strict() {
		return new ServerTranscript(true);
	}

	/**
	 * Begin a transcript of a server that got many records at once, so that nobody knows
	 * which request had begun when.
	 */
	public static ServerTranscript lenient() {
		return new ServerTranscript(false);
	}

	/**
	 * Note that the front end began a request.
	 * @param id the request id
	 * @return {@code false} if it is active already, or if a response broke off, so that
	 * nothing is answered on this connection any more
	 */
	public boolean begin(int id) {
		return this.brokenOff == null && this.active.putIfAbsent(id, new ResponseCollector(id)) == null;
	}

	/**
	 * Add what the server wrote.
	 * @param bytes complete records
	 * @return the responses that ended, by their ids
	 */
	public Map<Integer, TestResponse> add(byte[] bytes) {
		Map<Integer, TestResponse> ended = new LinkedHashMap<>();
		ByteArrayInputStream in = new ByteArrayInputStream(bytes);
		try {
			for (TestRecord record = RecordReader.read(in); record != null; record = RecordReader.read(in)) {
				TestResponse response = add(record);
				if (response != null) {
					ended.put(record.id(), response);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return ended;
	}

	private @Nullable TestResponse add(TestRecord record) {
		if (this.brokenOff != null) {
			throw new ProtocolViolationException(record + " came after a response that broke off");
		}
		if (record.id() == 0) {
			addManagement(record);
			return null;
		}
		if (!this.beginsAreKnown) {
			begin(record.id());
		}
		ResponseCollector collector = this.active.get(record.id());
		if (collector == null) {
			throw new ProtocolViolationException(record + " came, but no such request is active");
		}
		if (isUnreadable(record)) {
			breakOff(record, collector.response());
			return null;
		}
		collector.add(record);
		if (!collector.isComplete()) {
			return null;
		}
		this.active.remove(record.id());
		TestResponse response = collector.response();
		this.complete.computeIfAbsent(record.id(), (id) -> new ArrayList<>()).add(response);
		return response;
	}

	/**
	 * A response that breaks off has this in place of an end, where there is no network
	 * whose connections can be reset.
	 */
	private static boolean isUnreadable(TestRecord record) {
		return record.version() == 0 && record.type() == TestRecord.STDERR && record.content().length == 0;
	}

	private void breakOff(TestRecord record, TestResponse response) {
		this.active.remove(record.id());
		if (!this.active.isEmpty()) {
			throw new ProtocolViolationException(record + " came though others need the connection");
		}
		if (response.stdout().length == 0) {
			throw new ProtocolViolationException(record + " came though the response could have been replaced");
		}
		this.brokenOff = response;
	}

	private void addManagement(TestRecord record) {
		if (record.version() != 1
				|| (record.type() != TestRecord.GET_VALUES_RESULT && record.type() != TestRecord.UNKNOWN_TYPE)) {
			throw new ProtocolViolationException(record + " is not a management record from a server");
		}
		this.management.add(record);
	}

	/**
	 * Return whether every request that was begun has been answered.
	 */
	public boolean isComplete() {
		return this.active.isEmpty();
	}

	/**
	 * Return the complete responses.
	 * @return the responses of each request id in their order
	 */
	public Map<Integer, List<TestResponse>> responses() {
		return this.complete;
	}

	/**
	 * All that came, without regard to where records were cut or how requests took turns.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.management.forEach((record) -> text.append(record).append(Arrays.toString(record.content())).append('\n'));
		this.complete.forEach((id, responses) -> responses
			.forEach((response) -> text.append(id).append(": ").append(response).append('\n')));
		if (this.brokenOff != null) {
			text.append("broken off: ").append(this.brokenOff).append('\n');
		}
		new TreeMap<>(this.active).forEach((id, collector) -> {
			String begun = collector.response().toString();
			if (!collector.response().records().isEmpty()) {
				text.append(id).append(" is not complete: ").append(begun).append('\n');
			}
		});
		return text.toString();
	}

}
