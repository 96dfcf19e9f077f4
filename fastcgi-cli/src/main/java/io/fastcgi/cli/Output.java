package io.fastcgi.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the response goes. A file is created when there is a response for it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Output implements Closeable {

	private final OutputStream console;

	private final @Nullable String file;

	private @Nullable OutputStream target;

	Output(OutputStream console, @Nullable String file) {
		this.console = console;
		this.file = file;
	}

	void write(byte[] bytes, int offset, int length) {
		try {
			OutputStream out = target();
			out.write(bytes, offset, length);
			out.flush();
		}
		catch (IOException ex) {
			throw new Failure(ExitCode.CANNOT_WRITE,
					"Cannot write to " + ((this.file != null) ? "'" + this.file + "'" : "standard output") + ": " + ex);
		}
	}

	private OutputStream target() throws IOException {
		OutputStream out = this.target;
		if (out == null) {
			out = (this.file == null || this.file.equals("-")) ? this.console
					: Files.newOutputStream(Path.of(this.file));
			this.target = out;
		}
		return out;
	}

	@Override
	public void close() throws IOException {
		if (this.target != null) {
			this.target.close();
		}
	}

}
