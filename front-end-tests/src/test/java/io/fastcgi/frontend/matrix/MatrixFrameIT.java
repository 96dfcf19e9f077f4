package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what stands around the tables of the matrix, which is the same whatever was
 * seen.
 *
 * @author FastCGI Spring Boot maintainers
 */
class MatrixFrameIT {

	@TempDir
	private Path directory;

	@Test
	void isInTheUserGuide() throws IOException {
		List<FrontEnd> frontEnds = new ArrayList<>();
		for (FrontEndKind kind : FrontEndKind.values()) {
			Path directory = Files.createDirectory(this.directory.resolve(kind.name()));
			frontEnds.add(kind.before(new RunningApplication(directory), directory));
		}
		MatrixPage.writeFrame(frontEnds);
		MatrixPage page = MatrixPage.read();
		assertThat(page.text()).as(MatrixPage.WRITTEN).startsWith(Introduction.TEXT);
		assertThat(page.headings()).as(MatrixPage.WRITTEN)
			.containsExactlyElementsOf(frontEnds.stream().map(FrontEnd::name).toList());
	}

}
