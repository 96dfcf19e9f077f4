package io.fastcgi.demo;

import java.net.URI;
import java.util.List;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads and writes the notes of the guestbook as JSON.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/api/notes")
class NotesApi {

	private final NoteRepository notes;

	private final NoteEvents events;

	NotesApi(NoteRepository notes, NoteEvents events) {
		this.notes = notes;
		this.events = events;
	}

	@FastCgiHandler(method = RequestMethod.GET)
	List<Note> list() {
		return this.notes.findLatest();
	}

	@FastCgiHandler(method = RequestMethod.POST)
	ResponseEntity<Note> create(@Valid @RequestBody NoteForm form) {
		Note note = this.notes.insert(form);
		this.events.posted(note);
		return ResponseEntity.created(URI.create("/api/notes/" + note.id())).body(note);
	}

	@FastCgiHandler(path = "/{id}", method = RequestMethod.GET)
	Note get(@PathVariable long id) {
		return this.notes.findById(id).orElseThrow(() -> notFound(id));
	}

	@FastCgiHandler(path = "/{id}", method = RequestMethod.PUT)
	Note update(@PathVariable long id, @Valid @RequestBody NoteForm form) {
		if (!this.notes.update(id, form)) {
			throw notFound(id);
		}
		return get(id);
	}

	@FastCgiHandler(path = "/{id}", method = RequestMethod.DELETE)
	ResponseEntity<Void> delete(@PathVariable long id) {
		if (!this.notes.delete(id)) {
			throw notFound(id);
		}
		return ResponseEntity.noContent().build();
	}

	private static ResponseStatusException notFound(long id) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no note " + id);
	}

}
