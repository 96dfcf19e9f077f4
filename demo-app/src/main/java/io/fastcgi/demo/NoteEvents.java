package io.fastcgi.demo;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Tells of new notes as they are posted.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/events")
class NoteEvents {

	private final SubmissionPublisher<ServerSentEvent<Note>> publisher = new SubmissionPublisher<>();

	@FastCgiHandler(method = RequestMethod.GET, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flow.Publisher<ServerSentEvent<Note>> events() {
		return this.publisher;
	}

	void posted(Note note) {
		send(ServerSentEvent.builder(note).id(String.valueOf(note.id())).event("note").build());
	}

	// nginx gives up on an application that says nothing for 60 seconds, and the server
	// on a handler that does nothing for 5 minutes
	@Scheduled(fixedRate = 15, timeUnit = TimeUnit.SECONDS)
	void stayAwake() {
		send(ServerSentEvent.<Note>builder().comment("still here").build());
	}

	// Whoever has read none of the last 256 events misses this one, and holds up nobody
	private synchronized void send(ServerSentEvent<Note> event) {
		if (!this.publisher.isClosed()) {
			this.publisher.offer(event, null);
		}
	}

	// The server waits for the requests in progress before it stops. These have no end
	@EventListener(ContextClosedEvent.class)
	synchronized void end() {
		this.publisher.close();
	}

}
