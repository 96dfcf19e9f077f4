package io.fastcgi.demo;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps the notes of the guestbook in a database.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Repository
class NoteRepository {

	private final JdbcClient jdbc;

	NoteRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Note> findLatest() {
		return this.jdbc.sql("SELECT id, name, message, written FROM note ORDER BY id DESC LIMIT 100")
			.query(Note.class)
			.list();
	}

	Optional<Note> findById(long id) {
		return this.jdbc.sql("SELECT id, name, message, written FROM note WHERE id = :id")
			.param("id", id)
			.query(Note.class)
			.optional();
	}

	Note insert(NoteForm form) {
		return this.jdbc
			.sql("SELECT id, name, message, written FROM FINAL TABLE "
					+ "(INSERT INTO note (name, message) VALUES (:name, :message))")
			.param("name", form.name())
			.param("message", form.message())
			.query(Note.class)
			.single();
	}

	boolean update(long id, NoteForm form) {
		return this.jdbc.sql("UPDATE note SET name = :name, message = :message WHERE id = :id")
			.param("name", form.name())
			.param("message", form.message())
			.param("id", id)
			.update() > 0;
	}

	boolean delete(long id) {
		return this.jdbc.sql("DELETE FROM note WHERE id = :id").param("id", id).update() > 0;
	}

}
