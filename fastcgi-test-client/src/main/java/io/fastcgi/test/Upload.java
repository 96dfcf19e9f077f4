package io.fastcgi.test;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sends a large or endless body on a thread of its own while the response is read. If the
 * source of the body fails the connection is closed, as a web server would do.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Upload {

	private final Wire wire;

	private volatile @Nullable Exception failure;

	private Upload(Wire wire) {
		this.wire = wire;
	}

	static Upload start(Wire wire, Io.Action sending) {
		Upload upload = new Upload(wire);
		Thread thread = new Thread(() -> upload.run(sending), "fastcgi-test-upload");
		thread.setDaemon(true);
		thread.start();
		return upload;
	}

	private void run(Io.Action sending) {
		try {
			sending.perform();
		}
		catch (IOException ex) {
			this.failure = ex;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			Io.run(this.wire::close);
		}
	}

	// Adds what went wrong with sending to what went wrong with reading.
	void explain(Exception ex) {
		Exception reason = this.failure;
		if (reason != null && !List.of(ex.getSuppressed()).contains(reason)) {
			ex.addSuppressed(reason);
		}
	}

}
