package io.fastcgi.fuzzing;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.fastcgi.engine.connection.GetValuesTarget;
import io.fastcgi.engine.connection.ResponseTarget;

/**
 * What is fuzzed.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum Target {

	RECORD(RecordTarget.class, RecordTarget::fuzzerTestOneInput, 4096, 20_000, "fastcgi"),

	PARAMS(ParamsTarget.class, ParamsTarget::fuzzerTestOneInput, 1024, 20_000, "params", "scgi-headers"),

	SCGI(ScgiTarget.class, ScgiTarget::fuzzerTestOneInput, 8192, 20_000, "scgi"),

	GET_VALUES(GetValuesTarget.class, GetValuesTarget::fuzzerTestOneInput, 1024, 20_000, "params"),

	RESPONSE(ResponseTarget.class, ResponseTarget::fuzzerTestOneInput, 1024, 20_000, "response"),

	CONNECTION(ConnectionTarget.class, ConnectionTarget::fuzzerTestOneInput, 8192, 5_000, "fastcgi", "scgi");

	private final Class<?> type;

	private final Consumer<byte[]> function;

	private final int maxLength;

	private final int shortRuns;

	private final List<String> formats;

	Target(Class<?> type, Consumer<byte[]> function, int maxLength, int shortRuns, String... formats) {
		this.type = type;
		this.function = function;
		this.maxLength = maxLength;
		this.shortRuns = shortRuns;
		this.formats = List.of(formats);
	}

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Class<?> type() {
		return this.type;
	}

	void accept(byte[] input) {
		this.function.accept(input);
	}

	/**
	 * Return the length of the longest input that the fuzzer makes.
	 */
	int maxLength() {
		return this.maxLength;
	}

	/**
	 * Return the number of inputs that are tried in a short run.
	 */
	int shortRuns() {
		return this.shortRuns;
	}

	/**
	 * Return the folders of the corpus with inputs of the kind that the target reads.
	 */
	List<String> formats() {
		return this.formats;
	}

}
