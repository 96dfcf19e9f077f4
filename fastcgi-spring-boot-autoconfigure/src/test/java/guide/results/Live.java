package guide.results;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

// tag::live[]
@FastCgiHandler("/chat")
class Live {

	private final SubmissionPublisher<ServerSentEvent<Message>> messages = new SubmissionPublisher<>();

	@FastCgiHandler(method = RequestMethod.GET)
	Flow.Publisher<ServerSentEvent<Message>> listen() {
		return this.messages;
	}

	@FastCgiHandler(method = RequestMethod.POST)
	void say(@RequestBody Message message) {
		ServerSentEvent<Message> event = ServerSentEvent.builder(message).event("message").build();
		// Whoever does not keep up for a second misses the message.
		this.messages.offer(event, 1, TimeUnit.SECONDS, (subscriber, missed) -> false);
	}

	record Message(String from, String text) {

	}

}
// end::live[]
