package io.fastcgi.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands on what the application writes to STDERR: as it is, or with each line marked when
 * there is other talk around it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StderrPrinter {

	private static final byte[] MARK = "stderr: ".getBytes(StandardCharsets.US_ASCII);

	private final PrintStream err;

	private final boolean marked;

	private boolean lineBegun;

	StderrPrinter(PrintStream err, boolean marked) {
		this.err = err;
		this.marked = marked;
	}

	void print(byte[] bytes) {
		for (byte b : bytes) {
			if (!this.lineBegun && this.marked) {
				this.err.write(MARK, 0, MARK.length);
			}
			this.err.write(b);
			this.lineBegun = b != '\n';
		}
		this.err.flush();
		if (this.marked) {
			endLine();
		}
	}

	void endLine() {
		if (this.lineBegun) {
			this.err.println();
			this.lineBegun = false;
		}
	}

}
