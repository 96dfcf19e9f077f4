package guide.arguments;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

import io.fastcgi.spring.annotation.FastCgiHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Bodies as publishers.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Reactive {

	// tag::flux[]
	@FastCgiHandler(path = "/size", method = RequestMethod.POST)
	CompletionStage<String> size(@RequestBody Flux<ByteBuffer> body) {
		return body.reduce(0L, (size, piece) -> size + piece.remaining()).map(String::valueOf).toFuture();
	}

	@FastCgiHandler(path = "/greet", method = RequestMethod.POST)
	CompletionStage<String> greet(@RequestBody Mono<Person> person) {
		return person.map((someone) -> "Hello, " + someone.name()).toFuture();
	}

	record Person(String name) {

	}
	// end::flux[]

}
