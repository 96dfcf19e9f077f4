package io.fastcgi.frontend.matrix;

import java.nio.file.Path;

import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.probe.ProbeApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application in the process of the tests.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RunningApplication implements Backend {

	private final int port = Ports.free();

	private final Path socket;

	private final ControlClient control = new ControlClient(this.port);

	private @Nullable ConfigurableApplicationContext context;

	RunningApplication(Path directory) {
		this.socket = directory.resolve("app.sock");
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public Path socket() {
		return this.socket;
	}

	@Override
	public Path program() {
		throw new UnsupportedOperationException("It is started already");
	}

	@Override
	public ControlClient control() {
		return this.control;
	}

	@Override
	public void start() {
		if (this.context == null) {
			// The workers of a front end that root starts are somebody else
			this.context = ProbeApplication.start("fastcgi.server.port=" + this.port,
					"fastcgi.server.unix.path=" + this.socket, "fastcgi.server.unix.permissions=rw-rw-rw-");
		}
	}

	@Override
	public void stop() {
		this.control.close();
		if (this.context != null) {
			this.context.close();
			this.context = null;
		}
	}

}
