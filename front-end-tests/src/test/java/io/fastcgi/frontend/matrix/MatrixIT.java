package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tries every row with every setup of every front end, and compares with what the user
 * guide says.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixIT {

	private static final String ONLY = System.getProperty("matrix.only", "");

	@TempDir
	private Path directory;

	private RunningApplication application;

	@TestFactory
	Stream<DynamicNode> matrix() throws IOException {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.application = new RunningApplication(this.directory);
		List<Row> rows = Rows.all();
		List<FrontEnd> frontEnds = FrontEnds.all(this.application, this.directory);
		Matrix matrix = new Matrix(rows);
		Stream<DynamicNode> trials = frontEnds.stream()
			.filter((frontEnd) -> frontEnd.name().toLowerCase().contains(ONLY.toLowerCase()))
			.map((frontEnd) -> trials(frontEnd, rows, matrix));
		return Stream.concat(trials, Stream
			.of(DynamicTest.dynamicTest("has its frame in the user guide", () -> matrix.compareFrame(frontEnds))));
	}

	private static DynamicContainer trials(FrontEnd frontEnd, List<Row> rows, Matrix matrix) {
		Stream<DynamicNode> ask = Stream
			.of(DynamicTest.dynamicTest("says its version", () -> matrix.add(frontEnd, frontEnd.version().ask())));
		Stream<DynamicNode> setups = frontEnd.setups()
			.stream()
			.map((setup) -> new Trial(frontEnd, setup, matrix).nodes(rows));
		Stream<DynamicNode> compare = Stream
			.of(DynamicTest.dynamicTest("stands in the user guide", () -> matrix.compare(frontEnd)));
		return DynamicContainer.dynamicContainer(frontEnd.name(),
				Stream.of(ask, setups, compare).flatMap((nodes) -> nodes));
	}

	@AfterAll
	void stopApplication() throws IOException {
		this.application.close();
	}

}
