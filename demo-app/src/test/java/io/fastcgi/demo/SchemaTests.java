package io.fastcgi.demo;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code schema.sql}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SchemaTests {

	@RepeatedTest(20)
	void instancesThatStartAtOnceCreateItTogether() {
		EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		try {
			Stream<CompletableFuture<Void>> starts = IntStream.range(0, 8)
				.mapToObj((i) -> CompletableFuture.runAsync(
						() -> new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database),
						(start) -> new Thread(start).start()));
			CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
			JdbcClient jdbc = JdbcClient.create(database);
			assertThat(new VisitRepository(jdbc).count()).isZero();
			assertThat(new NoteRepository(jdbc).findLatest()).isEmpty();
		}
		finally {
			database.shutdown();
		}
	}

}
