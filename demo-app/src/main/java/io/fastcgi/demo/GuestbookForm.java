package io.fastcgi.demo;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.Redirect;
import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Takes the form of the page from a browser that runs no script, and sends it back to the
 * page.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class GuestbookForm {

	private final NoteRepository notes;

	private final NoteEvents events;

	GuestbookForm(NoteRepository notes, NoteEvents events) {
		this.notes = notes;
		this.events = events;
	}

	@FastCgiHandler(path = "/", method = RequestMethod.POST, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Redirect sign(@Valid @ModelAttribute NoteForm form) {
		this.events.posted(this.notes.insert(form));
		return Redirect.to("/");
	}

}
