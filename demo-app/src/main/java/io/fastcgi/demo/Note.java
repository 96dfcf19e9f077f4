package io.fastcgi.demo;

import java.time.Instant;

/**
 * Note in the guestbook.
 *
 * @param id the number of the note
 * @param name the name of the guest
 * @param message what the guest wrote
 * @param written when the guest wrote it
 * @author FastCGI Spring Boot maintainers
 */
record Note(long id, String name, String message, Instant written) {
}
