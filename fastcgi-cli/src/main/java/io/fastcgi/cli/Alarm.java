package io.fastcgi.cli;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Does something after a while, unless it is closed before.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Alarm implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "alarm");
		thread.setDaemon(true);
		return thread;
	});

	private volatile boolean rung;

	private Alarm() {
	}

	static Alarm after(@Nullable Duration delay, Runnable action) {
		Alarm alarm = new Alarm();
		if (delay != null) {
			alarm.timer.schedule(() -> {
				alarm.rung = true;
				action.run();
			}, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		return alarm;
	}

	// Interrupting ends whatever waits for the network.
	static Alarm interrupting(@Nullable Duration delay) {
		Thread thread = Thread.currentThread();
		return after(delay, thread::interrupt);
	}

	// For those who never wait, because there is always more.
	static void heed() {
		if (Thread.currentThread().isInterrupted()) {
			throw new UncheckedIOException(new ClosedByInterruptException());
		}
	}

	boolean hasRung() {
		return this.rung;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
