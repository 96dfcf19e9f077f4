package io.fastcgi.demo;

import java.net.URI;
import java.util.stream.Collectors;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Validator;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes the form of the page from a browser that runs no script, and sends it back to the
 * page.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class GuestbookForm {

	private final NoteRepository notes;

	private final Validator validator;

	GuestbookForm(NoteRepository notes, Validator validator) {
		this.notes = notes;
		this.validator = validator;
	}

	@FastCgiHandler(path = "/", method = RequestMethod.POST, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> sign(@RequestParam String name, @RequestParam String message) {
		NoteForm form = new NoteForm(name, message);
		validate(form);
		this.notes.insert(form);
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
	}

	private void validate(NoteForm form) {
		String problems = this.validator.validate(form)
			.stream()
			.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
			.sorted()
			.collect(Collectors.joining(", "));
		if (!problems.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, problems);
		}
	}

}
