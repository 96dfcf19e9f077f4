package io.fastcgi.demo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file that makes an image of the demo: its commands, without an image.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ContainerfileIT {

	private static final Path JAR = Path.of("target", "fastcgi-demo.jar");

	private final List<String> lines = Recipe.ofExample("container/Containerfile").text().lines().toList();

	@TempDir
	private Path root;

	ContainerfileIT() throws IOException {
	}

	@Test
	void demoRunsFromTheLayersThatTheFileTakes() throws Exception {
		Path layers = Files.createDirectory(this.root.resolve("layers"));
		Files.copy(JAR, layers.resolve(JAR.getFileName()));
		try (ChildProcess extract = start(layers, List.of("/bin/sh", "-c", only("RUN ")))) {
			assertThat(extract.awaitExit()).as(() -> String.join("\n", extract.output())).isZero();
		}
		Path app = Files.createDirectory(this.root.resolve("app"));
		for (String copied : all("COPY --from=layers /").map((paths) -> paths.replace(" ./", "")).toList()) {
			FileSystemUtils.copyRecursively(this.root.resolve(copied), app);
		}
		assertThat(countFiles(app)).isEqualTo(countFiles(layers.resolve("extracted")));
		List<String> command = new ArrayList<>(JsonPath.<List<String>>read(only("ENTRYPOINT "), "$"));
		command.addAll(List.of("--fastcgi.server.port=0", "--management.server.port=0"));
		try (ChildProcess demo = start(app, command)) {
			int port = Integer.parseInt(demo.await("FastCGI started on port (\\d+)").group(1));
			assertThat(FastCgiTestClient.toPort(port).get("/hello/you").send().status()).isEqualTo(200);
			demo.terminate();
			assertThat(demo.awaitExit()).isZero();
		}
	}

	private static ChildProcess start(Path directory, List<String> command) {
		List<String> all = new ArrayList<>(
				List.of("env", "PATH=" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH")));
		all.addAll(command);
		return ChildProcess.start(directory, all);
	}

	private static long countFiles(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.filter(Files::isRegularFile).count();
		}
	}

	private String only(String instruction) {
		List<String> found = all(instruction).toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private Stream<String> all(String instruction) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(instruction))
			.map((line) -> line.substring(instruction.length()));
	}

}
