package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries every row with every setup of every front end, and compares with what the user
 * guide says. Most of the time they wait for something that is not to come, so that
 * several front ends are tried at the same time.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ParameterizedClass(name = "{0}")
@MethodSource("wanted")
@Execution(ExecutionMode.CONCURRENT)
class MatrixIT {

	private final FrontEndKind kind;

	@TempDir
	private Path directory;

	private RunningApplication application;

	MatrixIT(FrontEndKind kind) {
		this.kind = kind;
	}

	static Stream<FrontEndKind> wanted() {
		String only = System.getProperty("matrix.only", "").toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(FrontEndKind.values()).filter((kind) -> kind.name().contains(only));
	}

	@TestFactory
	@Execution(ExecutionMode.SAME_THREAD)
	Stream<DynamicNode> rows() throws IOException {
		List<Row> rows = Rows.all();
		this.application = new RunningApplication(this.directory);
		FrontEnd frontEnd = this.kind.before(this.application, this.directory);
		Matrix matrix = new Matrix(frontEnd, rows);
		Stream<DynamicNode> ask = Stream.of(DynamicTest.dynamicTest("says its version", matrix::askVersion));
		Stream<DynamicNode> setups = frontEnd.setups().stream().map((setup) -> new Trial(setup, matrix).nodes(rows));
		Stream<DynamicNode> compare = Stream.of(DynamicTest.dynamicTest("stands in the user guide", matrix::compare));
		return Stream.of(ask, setups, compare).flatMap((nodes) -> nodes);
	}

	@AfterEach
	void stopApplication() throws IOException {
		this.application.close();
	}

}
