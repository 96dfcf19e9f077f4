package io.fastcgi.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.fastcgi.test.TestRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command: its options, and what must not be combined.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Command(name = "fastcgi", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
		usageHelpAutoWidth = true, customSynopsis = "Usage: fastcgi [OPTION...] TARGET%n", synopsisHeading = "",
		description = "Sends a request over FastCGI or SCGI and shows the response.",
		exitCodeListHeading = "%nExit codes%n",
		exitCodeList = { "0:The response is there, whatever its status", "2:Not a valid command line",
				"6:Cannot find the host", "7:Cannot connect", "18:The response is shorter than its Content-Length",
				"22:The status is 400 or above, with --fail", "23:Cannot write the output", "26:Cannot read a file",
				"28:Too late", "52:No response", "56:The connection broke, or the server broke the rules",
				"121:CANT_MPX_CONN", "122:OVERLOADED", "123:UNKNOWN_ROLE" })
final class FastCgiCommand implements Callable<Integer> {

	private final Console console;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(arity = "0..1", paramLabel = "TARGET",
			description = "HOST:PORT/path?query or unix:/path/to.sock:/path?query, optionally after fcgi:// or scgi://.")
	private @Nullable String target;

	@ArgGroup(validate = false, heading = "%nConnection%n")
	private ConnectionOptions connecting = new ConnectionOptions();

	@ArgGroup(validate = false, heading = "%nRequest%n")
	private RequestOptions request = new RequestOptions();

	@ArgGroup(validate = false, heading = "%nBody%n")
	private BodyOptions body = new BodyOptions();

	@ArgGroup(validate = false, heading = "%nOutput%n")
	private OutputOptions output = new OutputOptions();

	@ArgGroup(validate = false, heading = "%nFastCGI only%n")
	private FastCgiOptions fastCgi = new FastCgiOptions();

	private FastCgiCommand(Console console) {
		this.console = console;
	}

	static CommandLine commandLine(Console console) {
		PrintWriter err = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
		return new CommandLine(new FastCgiCommand(console)).setExpandAtFiles(false)
			.setErr(err)
			.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
			.setParameterExceptionHandler((ex, args) -> {
				err.println("fastcgi: " + ex.getMessage());
				err.println("'fastcgi --help' explains the options.");
				return ExitCode.USAGE.code();
			});
	}

	@Override
	public Integer call() {
		Target parsed = target();
		Protocol protocol = protocol(parsed);
		requireSensible(protocol);
		try {
			Session session = new Session(this.console, parsed, protocol, this.connecting, this.output, this.fastCgi);
			session.run(requests(session));
			return ExitCode.OK.code();
		}
		catch (Failure ex) {
			if (!this.output.silent) {
				this.console.err()
					.println(
							"fastcgi: (" + ex.exitCode().code() + ") " + Printable.of(String.valueOf(ex.getMessage())));
			}
			return ex.exitCode().code();
		}
	}

	private RequestFactory requests(Session session) {
		LocalFiles files = new LocalFiles(this.console.in());
		RequestBody content = RequestBody.of(this.body, files);
		require(session.protocol() == Protocol.FASTCGI || content.length() != -1,
				"SCGI sends the length of the body first: save it to a file, and use -T FILE");
		require(this.connecting.repeat == 1 || content.length() != -1,
				"What does not come from a file can be sent once: save it to a file, and use -T FILE");
		String data = this.fastCgi.filterData;
		byte[] filterData = (data != null) ? files.contentOf(data) : new byte[0];
		boolean keep = (this.fastCgi.keepConnection != null) ? this.fastCgi.keepConnection : this.connecting.repeat > 1;
		return new RequestFactory(session.client(), session.target().path(), method(content), this.request, content,
				this.fastCgi, filterData, keep);
	}

	private String method(RequestBody content) {
		if (this.request.method != null) {
			return this.request.method;
		}
		return this.output.headOnly ? "HEAD" : content.method();
	}

	private Target target() {
		try {
			String text = (this.target != null) ? this.target : "";
			if (this.connecting.unixSocket != null) {
				return Target.onSocket(this.connecting.unixSocket, text.isEmpty() ? "/" : text);
			}
			require(!text.isEmpty(), "Say where to send the request: HOST:PORT/path?query");
			return Target.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw usage(String.valueOf(ex.getMessage()));
		}
	}

	private Protocol protocol(Target parsed) {
		require(!this.connecting.scgi || parsed.protocol() != Protocol.FASTCGI, "Leave out either --scgi or fcgi://");
		return (this.connecting.scgi || parsed.protocol() == Protocol.SCGI) ? Protocol.SCGI : Protocol.FASTCGI;
	}

	private void requireSensible(Protocol protocol) {
		boolean filter = this.fastCgi.role != null && this.fastCgi.role == TestRequest.FILTER;
		boolean several = this.connecting.repeat > 1;
		require(this.connecting.repeat > 0, "--repeat needs a number above 0");
		require(protocol == Protocol.FASTCGI || !this.fastCgi.isUsed(),
				"SCGI has no --role, --filter-data, --keep-conn and --get-values; leave them out, or --scgi");
		require(this.fastCgi.filterData == null || filter, "--filter-data needs --role filter");
		require(!several || !Boolean.FALSE.equals(this.fastCgi.keepConnection),
				"--repeat uses one connection, so leave out --no-keep-conn");
		require(this.body.uploadFile == null || (this.body.data.isEmpty() && this.body.dataBinary.isEmpty()),
				"The body is what -T says or what -d says, not both");
		require(this.request.user == null || this.request.user.contains(":"), "-u needs USER:PASSWORD");
	}

	private void require(boolean condition, String message) {
		if (!condition) {
			throw usage(message);
		}
	}

	private ParameterException usage(String message) {
		return new ParameterException(Objects.requireNonNull(this.spec).commandLine(), message);
	}

}
