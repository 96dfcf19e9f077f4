package io.fastcgi.demo;

import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the page of the guestbook and counts its visits.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class GuestbookPage {

	private final AtomicLong visits = new AtomicLong();

	@FastCgiHandler(path = "/", method = RequestMethod.GET, produces = "text/html;charset=UTF-8")
	Resource page() {
		this.visits.incrementAndGet();
		return new ClassPathResource("pages/guestbook.html");
	}

	@FastCgiHandler(path = "/api/visits", method = RequestMethod.GET)
	Visits visits() {
		return new Visits(this.visits.get());
	}

	/**
	 * How often the page was visited.
	 *
	 * @param visits the number of visits since the start
	 */
	record Visits(long visits) {
	}

}
