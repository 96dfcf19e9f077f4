package guide.handlers;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

// tag::notes[]
@FastCgiHandler("/notes")
class Notes {

	private final Map<Long, Note> notes = new ConcurrentSkipListMap<>();

	@FastCgiHandler(method = RequestMethod.GET)
	Collection<Note> list() {
		return this.notes.values();
	}

	@FastCgiHandler(path = "/{id}", method = RequestMethod.GET)
	ResponseEntity<Note> get(@PathVariable long id) {
		return ResponseEntity.of(Optional.ofNullable(this.notes.get(id)));
	}

	@FastCgiHandler(method = RequestMethod.POST)
	ResponseEntity<Note> create(@Valid @RequestBody Note note) {
		this.notes.put(note.id(), note);
		return ResponseEntity.created(URI.create("/notes/" + note.id())).body(note);
	}

	record Note(long id, @NotBlank String text) {
	}

}
// end::notes[]
