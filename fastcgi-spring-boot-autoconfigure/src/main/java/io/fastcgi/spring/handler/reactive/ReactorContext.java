package io.fastcgi.spring.handler.reactive;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;

/**
 * Takes what the thread of a handler knows along in the context of Reactor. It has no
 * effect without Micrometer's library for that.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ReactorContext {

	private static final boolean PRESENT = ClassUtils.isPresent("reactor.core.publisher.Flux",
			ReactorContext.class.getClassLoader());

	private ReactorContext() {
	}

	static <T> Publisher<T> capture(Publisher<T> publisher) {
		return (PRESENT) ? Capture.of(publisher) : publisher;
	}

	/**
	 * What needs Reactor.
	 */
	private static final class Capture {

		static <T> Publisher<T> of(Publisher<T> publisher) {
			if (publisher instanceof Flux<T> flux) {
				return flux.contextCapture();
			}
			return (publisher instanceof Mono<T> mono) ? mono.contextCapture() : publisher;
		}

	}

}
