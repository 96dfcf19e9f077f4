package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.probe.ProbeApplication;

import static org.awaitility.Awaitility.await;

/**
 * The application as a process that the front end starts, and that has its socket from
 * it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SpawnedApplication implements Backend {

	private final int port = Ports.free();

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Path program;

	/**
	 * The ids of all processes that ran the program.
	 */
	private final Path processes;

	private final ControlClient control = new ControlClient(this.port);

	SpawnedApplication(Path directory) throws IOException {
		this.program = directory.resolve("guestbook");
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Files.writeString(this.program,
				"#!/bin/sh\necho $$ >> %1$s.pids\nexec '%2$s' -Xmx128m -XX:TieredStopAtLevel=1 -cp '%3$s' %4$s fastcgi.server.port=%5$d > %1$s.log 2>&1\n"
					.formatted(this.program, java, ReadableClassPath.copyTo(directory),
							ProbeApplication.class.getName(), this.port));
		makeWritable(directory.resolve(this.program.getFileName() + ".log"));
		this.processes = makeWritable(directory.resolve(this.program.getFileName() + ".pids"));
		Files.setPosixFilePermissions(this.program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/**
	 * Make a file for a program that somebody else may run.
	 */
	private static Path makeWritable(Path file) throws IOException {
		Files.createFile(file);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public Path socket() {
		throw new UnsupportedOperationException("The front end has made it");
	}

	@Override
	public Path program() {
		return this.program;
	}

	@Override
	public ControlClient control() {
		return this.control;
	}

	@Override
	public void start() {
		// That is for the front end to do
	}

	@Override
	public void stop() {
		long process = Long.parseLong(this.control.ask("/control/process"));
		this.control.close();
		ProcessHandle.of(process).ifPresent((handle) -> {
			handle.destroy();
			// Until the front end knows it, too
			await().atMost(PATIENCE).until(() -> !handle.isAlive());
		});
	}

	/**
	 * A front end that is stopped stops what it has started.
	 */
	@Override
	public void frontEndHasEnded() throws IOException {
		this.control.close();
		for (String process : Files.readAllLines(this.processes)) {
			ProcessHandle.of(Long.parseLong(process)).ifPresent(SpawnedApplication::awaitEnd);
		}
	}

	private static void awaitEnd(ProcessHandle process) {
		try {
			await().atMost(PATIENCE).until(() -> !isRunning(process));
		}
		finally {
			if (isRunning(process)) {
				process.destroyForcibly();
			}
		}
	}

	/**
	 * What nobody has waited for is still a process, but runs no program.
	 */
	private static boolean isRunning(ProcessHandle process) {
		return process.info().command().filter((command) -> command.endsWith("/java")).isPresent();
	}

	@Override
	public void close() throws IOException {
		frontEndHasEnded();
	}

}
