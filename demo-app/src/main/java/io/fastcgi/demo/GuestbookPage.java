package io.fastcgi.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the page of the guestbook and counts its visits.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class GuestbookPage {

	private static final Resource PAGE = new ClassPathResource("pages/guestbook.html");

	private final String entityTag = entityTag(PAGE);

	private final VisitRepository visits;

	GuestbookPage(VisitRepository visits) {
		this.visits = visits;
	}

	@FastCgiHandler(path = "/", method = RequestMethod.GET, produces = "text/html;charset=UTF-8")
	ResponseEntity<Resource> page() {
		this.visits.increment();
		return ResponseEntity.ok().eTag(this.entityTag).cacheControl(CacheControl.noCache()).body(PAGE);
	}

	@FastCgiHandler(path = "/api/visits", method = RequestMethod.GET)
	Visits visits() {
		return new Visits(this.visits.count());
	}

	// Weak, because a front end may compress the page
	private static String entityTag(Resource page) {
		try (InputStream content = page.getInputStream()) {
			return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How often the page was visited.
	 *
	 * @param visits the number of visits, of all instances together
	 */
	record Visits(long visits) {
	}

}
