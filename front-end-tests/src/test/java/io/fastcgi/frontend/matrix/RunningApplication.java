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

	private final int tlsPort = Ports.free();

	private final Path directory;

	private final ControlClient control = new ControlClient(this.port);

	private @Nullable ConfigurableApplicationContext context;

	RunningApplication(Path directory) {
		this.directory = directory;
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public Path socket() {
		return this.directory.resolve("app.sock");
	}

	/**
	 * Return where the application listens for TLS. It trusts the certificate that it has
	 * itself.
	 * @return the port
	 */
	int tlsPort() {
		return this.tlsPort;
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
			String bundle = "spring.ssl.bundle.pem.probe.";
			String listener = "fastcgi.server.listeners[0].";
			Path certificate = this.directory.resolve("localhost.crt");
			// The workers of a front end that root starts are somebody else
			this.context = ProbeApplication.start("fastcgi.server.port=" + this.port,
					"fastcgi.server.unix.path=" + socket(), "fastcgi.server.unix.permissions=rw-rw-rw-",
					listener + "port=" + this.tlsPort, listener + "ssl.bundle=probe", listener + "ssl.client-auth=need",
					bundle + "keystore.certificate=" + certificate,
					bundle + "keystore.private-key=" + this.directory.resolve("localhost.key"),
					bundle + "truststore.certificate=" + certificate);
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
