package io.fastcgi.demo.it;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.HttpTester;

/**
 * Writes notes, no two of them the same, and looks whether they can be read.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class NoteWriter implements ConstantLoad.Round {

	private final AtomicLong created = new AtomicLong();

	@Override
	public void make(HttpTester client, int number) throws Exception {
		String message = UUID.randomUUID().toString();
		HttpResponse<String> note = client.post("/api/notes", "application/json",
				"{\"name\":\"Ada\",\"message\":\"%s\"}".formatted(message));
		ConstantLoad.expect(note, 201, message);
		this.created.incrementAndGet();
		// Another instance may answer, which has to know the note as well
		ConstantLoad.expect(client.get("/api/notes/" + JsonPath.<Integer>read(note.body(), "$.id")), 200, message);
		ConstantLoad.expect(client.get("/hello/" + number), 200, "Hello " + number + " for the ");
	}

	/**
	 * Return how many requests to write a note were answered as they should.
	 * @return the number of notes
	 */
	long created() {
		return this.created.get();
	}

}
