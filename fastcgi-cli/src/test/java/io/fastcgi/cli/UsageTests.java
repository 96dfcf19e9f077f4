package io.fastcgi.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for command lines that lead to no request.
 *
 * @author FastCGI Spring Boot maintainers
 */
class UsageTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			-v                                                 | where to send
			nonsense                                           | HOST:PORT
			--unix-socket /run/app.sock 127.0.0.1:9/p          | a path
			--nonsense 127.0.0.1:9                             | Unknown option
			--scgi fcgi://127.0.0.1:9                          | --scgi or fcgi://
			--scgi --role filter 127.0.0.1:9                   | SCGI has no
			--scgi --filter-data x 127.0.0.1:9                 | SCGI has no
			--scgi --keep-conn 127.0.0.1:9                     | SCGI has no
			--scgi --get-values 127.0.0.1:9                    | SCGI has no
			--scgi -T - 127.0.0.1:9                            | -T FILE
			--repeat 2 -T - 127.0.0.1:9                        | -T FILE
			--repeat 2 --no-keep-conn 127.0.0.1:9              | --no-keep-conn
			--repeat 0 127.0.0.1:9                             | above 0
			--filter-data x 127.0.0.1:9                        | --role filter
			--role king 127.0.0.1:9                            | 'king' is no role
			--role 65536 127.0.0.1:9                           | '65536' is no role
			--max-time soon 127.0.0.1:9                        | 'soon' is no duration
			-H nonsense 127.0.0.1:9                            | 'nonsense' is no header field
			-u me 127.0.0.1:9                                  | USER:PASSWORD
			-T pom.xml -d x 127.0.0.1:9                        | not both
			-T pom.xml --data-binary x 127.0.0.1:9             | not both
			""")
	void saysWhatIsWrongWithTheCommandLine(String args, String message) {
		Cli run = Cli.run(args.strip().split(" +"));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).startsWith("fastcgi: ").contains(message).contains("--help");
		assertThat(run.out()).isEmpty();
	}

	@Test
	void explainsEachOptionAndExitCode() {
		Cli run = Cli.run("--help");
		assertThat(run.exitCode()).isZero();
		assertThat(run.text()).startsWith("Usage: fastcgi [OPTION...] TARGET")
			.contains("--abort-after", "UNKNOWN_ROLE");
		for (ExitCode code : ExitCode.values()) {
			assertThat(run.text()).containsPattern("(?m)^  " + code.code() + " +\\S");
		}
	}

	@Test
	void saysItsVersion() {
		assertThat(Cli.run("--version").text()).startsWith("fastcgi ");
	}

}
