package io.fastcgi.demo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a guest fills in to leave or to change a note.
 *
 * @param name the name of the guest
 * @param message what the guest has to say
 * @author FastCGI Spring Boot maintainers
 */
record NoteForm(@NotBlank @Size(max = 40) String name, @NotBlank @Size(max = 500) String message) {
}
