package io.fastcgi.cli;

/**
 * Where the program starts.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class Main {

	private Main() {
	}

	/**
	 * Runs the program.
	 * @param args options and target, see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(FastCgiCommand.commandLine(Console.system()).execute(args));
	}

}
