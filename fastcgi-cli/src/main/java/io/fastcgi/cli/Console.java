package io.fastcgi.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The three standard streams.
 *
 * @param in standard input
 * @param out standard output, which unlike {@link System#out} says when it fails
 * @param err standard error
 * @author FastCGI Spring Boot maintainers
 */
record Console(InputStream in, OutputStream out, PrintStream err) {

	static Console system() {
		return new Console(System.in, new FileOutputStream(FileDescriptor.out), System.err);
	}

}
