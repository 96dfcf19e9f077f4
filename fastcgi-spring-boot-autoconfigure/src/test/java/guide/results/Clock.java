package guide.results;

import java.time.Duration;

import io.fastcgi.spring.annotation.FastCgiHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@FastCgiHandler("/clock")
class Clock {

	// tag::reactor[]
	@FastCgiHandler(path = "/ticks", produces = "text/event-stream")
	Flux<Long> ticks() {
		return Flux.interval(Duration.ofSeconds(1)).onBackpressureDrop();
	}

	@FastCgiHandler("/answer")
	Mono<String> answer() {
		return Mono.just("42").delayElement(Duration.ofMillis(1));
	}
	// end::reactor[]

}
