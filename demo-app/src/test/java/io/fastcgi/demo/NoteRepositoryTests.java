package io.fastcgi.demo;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoteRepository}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NoteRepositoryTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("schema.sql")
		.build();

	private final NoteRepository notes = new NoteRepository(JdbcClient.create(this.database));

	@AfterEach
	void shutDown() {
		this.database.shutdown();
	}

	@Test
	void findsWhatWasInserted() {
		Instant before = Instant.now();
		Note note = this.notes.insert(new NoteForm("Ada", "Hello, wörld"));
		assertThat(note.name()).isEqualTo("Ada");
		assertThat(note.message()).isEqualTo("Hello, wörld");
		assertThat(note.written()).isBetween(before.minusMillis(1), Instant.now());
		assertThat(this.notes.findById(note.id())).contains(note);
	}

	@Test
	void findsLatestFirst() {
		Note first = this.notes.insert(new NoteForm("Ada", "first"));
		Note second = this.notes.insert(new NoteForm("Grace", "second"));
		assertThat(this.notes.findLatest()).containsExactly(second, first);
	}

	@Test
	void findsNothingInAnEmptyGuestbook() {
		assertThat(this.notes.findLatest()).isEmpty();
		assertThat(this.notes.findById(1)).isEmpty();
	}

	@Test
	void updatesNameAndMessageOnly() {
		Note note = this.notes.insert(new NoteForm("Ada", "before"));
		assertThat(this.notes.update(note.id(), new NoteForm("Ada L.", "after"))).isTrue();
		assertThat(this.notes.findById(note.id())).contains(new Note(note.id(), "Ada L.", "after", note.written()));
	}

	@Test
	void deletes() {
		Note note = this.notes.insert(new NoteForm("Ada", "short-lived"));
		assertThat(this.notes.delete(note.id())).isTrue();
		assertThat(this.notes.findById(note.id())).isEmpty();
	}

	@Test
	void tellsWhenThereIsNothingToChange() {
		assertThat(this.notes.update(1, new NoteForm("Ada", "nobody reads this"))).isFalse();
		assertThat(this.notes.delete(1)).isFalse();
	}

}
