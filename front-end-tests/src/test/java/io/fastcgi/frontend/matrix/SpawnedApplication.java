package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.probe.ProbeApplication;

/**
 * The application as a process that the front end starts, and that has its socket from
 * it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SpawnedApplication implements Backend {

	private final int port = Ports.free();

	private final Path program;

	private final ControlClient control = new ControlClient(this.port);

	SpawnedApplication(Path directory) throws IOException {
		this.program = directory.resolve("guestbook");
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Files.writeString(this.program,
				"#!/bin/sh\nexec '%s' -Xmx128m -XX:TieredStopAtLevel=1 -cp '%s' %s fastcgi.server.port=%d > %s.log 2>&1\n"
					.formatted(java, ReadableClassPath.copyTo(directory), ProbeApplication.class.getName(), this.port,
							this.program));
		// It may be run by somebody else
		Path log = Files.createFile(directory.resolve(this.program.getFileName() + ".log"));
		Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
		Files.setPosixFilePermissions(this.program, PosixFilePermissions.fromString("rwxr-xr-x"));
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
			handle.onExit().join();
		});
	}

	@Override
	public void close() {
		this.control.close();
	}

}
