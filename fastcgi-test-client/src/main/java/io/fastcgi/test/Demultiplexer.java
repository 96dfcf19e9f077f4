package io.fastcgi.test;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Sorts the records of one connection into responses. Whoever waits for a response reads
 * the records of the others as well.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Demultiplexer {

	private final RecordReader reader;

	private final ReentrantLock reading = new ReentrantLock(true);

	private final Map<Integer, ResponseCollector> active = new ConcurrentHashMap<>();

	private final Map<Integer, Queue<TestResponse>> complete = new ConcurrentHashMap<>();

	private final Queue<TestRecord> management = new ArrayDeque<>();

	Demultiplexer(RecordReader reader) {
		this.reader = reader;
	}

	void begin(int id) {
		this.active.putIfAbsent(id, new ResponseCollector(id));
	}

	TestResponse awaitResponse(int id) throws IOException {
		return await(completeResponses(id), () -> begin(id), "END_REQUEST of request " + id);
	}

	TestRecord awaitManagementRecord() throws IOException {
		return await(this.management, () -> {
		}, "a management record");
	}

	private <T> T await(Queue<T> queue, Runnable beforeReading, String expected) throws IOException {
		while (true) {
			this.reading.lock();
			try {
				T element = queue.poll();
				if (element != null) {
					return element;
				}
				beforeReading.run();
				dispatch(this.reader.read(), expected);
			}
			finally {
				this.reading.unlock();
			}
		}
	}

	private void dispatch(@Nullable TestRecord record, String expected) {
		if (record == null) {
			throw new ProtocolViolationException("The server closed the connection before " + expected);
		}
		if (record.id() == 0) {
			addManagementRecord(record);
			return;
		}
		ResponseCollector collector = this.active.get(record.id());
		if (collector == null) {
			throw new ProtocolViolationException(record + (this.complete.containsKey(record.id())
					? " came after END_REQUEST" : ", but no such request was begun"));
		}
		collector.add(record);
		if (collector.isComplete()) {
			this.active.remove(record.id());
			completeResponses(record.id()).add(collector.response());
		}
	}

	private void addManagementRecord(TestRecord record) {
		if (record.version() != 1
				|| (record.type() != TestRecord.GET_VALUES_RESULT && record.type() != TestRecord.UNKNOWN_TYPE)) {
			throw new ProtocolViolationException(
					record + " of version " + record.version() + " is not a management record from a server");
		}
		this.management.add(record);
	}

	private Queue<TestResponse> completeResponses(int id) {
		return this.complete.computeIfAbsent(id, (key) -> new ConcurrentLinkedQueue<>());
	}

}
