package io.fastcgi.frontend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Process that a test started, with everything that it has said.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ChildProcess implements AutoCloseable {

	// Far longer than anything takes, even on a machine that is busy with something else
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Process process;

	private final Thread reader;

	private final List<String> output = new ArrayList<>();

	private boolean silent;

	private ChildProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "output of process " + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	public static ChildProcess start(Path directory, List<String> command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
			return new ChildProcess(builder.redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				append(line);
			}
		}
		catch (IOException ex) {
			append("Cannot read on: " + ex);
		}
		end();
	}

	private synchronized void append(String line) {
		this.output.add(line);
		notifyAll();
	}

	private synchronized void end() {
		this.silent = true;
		notifyAll();
	}

	/**
	 * Wait for the process to say something.
	 * @param regex matches a part of the line
	 * @return the match
	 */
	public synchronized MatchResult await(String regex) {
		Pattern pattern = Pattern.compile(regex);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		for (int i = 0;; i++) {
			while (i == this.output.size()) {
				awaitLine(deadline, regex);
			}
			Matcher matcher = pattern.matcher(this.output.get(i));
			if (matcher.find()) {
				return matcher.toMatchResult();
			}
		}
	}

	private void awaitLine(long deadline, String regex) {
		long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
		if (this.silent || left <= 0) {
			throw new IllegalStateException("No '" + regex + "' in the output:\n" + String.join("\n", this.output));
		}
		try {
			wait(left);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public synchronized List<String> output() {
		return List.copyOf(this.output);
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Wait for the process to end, and for its last words.
	 * @return the exit code
	 */
	public int awaitExit() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("Still running:\n" + String.join("\n", output()));
			}
			this.reader.join(PATIENCE.toMillis());
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send SIGTERM. {@link Process#destroy()} would not listen to the last words.
	 */
	public void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Send SIGKILL to the process and to everything that it has started, which would
	 * survive it, and wait for their end.
	 */
	public void kill() {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		// First, so that it does not start others in their place
		this.process.toHandle().destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
		// The output ends with the last of them
		awaitExit();
	}

	@Override
	public void close() {
		terminate();
		try {
			awaitExit();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
