package io.fastcgi.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FrontEndProcess}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FrontEndProcessTests {

	private static final HttpPorts PORTS = HttpPorts.free();

	@TempDir
	private Path elsewhere;

	private final AtomicReference<Path> directory = new AtomicReference<>();

	@Test
	void whatDoesNotGetReadyIsKilledAndItsDirectoryDeleted() throws IOException {
		Path pid = this.elsewhere.resolve("pid");
		// Goes on without a word
		String program = "echo $$ > '" + pid + "'; exec sleep 600 >/dev/null 2>&1";
		assertThatIllegalStateException().isThrownBy(() -> FrontEndProcess.start("test", PORTS, (directory) -> {
			this.directory.set(directory);
			return List.of("sh", "-c", program);
		}, "ready")).withMessageContaining("No 'ready'");
		assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).filter(ProcessHandle::isAlive))
			.isEmpty();
		assertThat(this.directory.get()).doesNotExist();
	}

	@Test
	void directoryIsDeletedIfThereIsNothingToStart() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> FrontEndProcess.start("test", PORTS, (directory) -> {
				this.directory.set(directory);
				throw new IOException("No such recipe");
			}, "ready"));
		assertThat(this.directory.get()).doesNotExist();
	}

}
