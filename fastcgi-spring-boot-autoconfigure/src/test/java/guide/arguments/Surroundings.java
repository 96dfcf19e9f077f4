package guide.arguments;

import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.Cancellation;

import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What surrounds a request.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Surroundings {

	// tag::link[]
	@FastCgiHandler("/reports/new")
	ResponseEntity<String> create(UriComponentsBuilder application, Locale locale) {
		return ResponseEntity.created(application.path("/reports/{id}").build(4711))
			.body((locale.getLanguage().equals("de")) ? "angelegt" : "created");
	}
	// end::link[]

	// tag::user[]
	@FastCgiHandler("/whoami")
	String whoami(Optional<Principal> user) {
		return user.map(Principal::getName).orElse("a stranger");
	}
	// end::user[]

	// tag::cancellation[]
	@FastCgiHandler("/primes")
	long primes(Cancellation cancellation) {
		long count = 0;
		for (int candidate = 2; candidate < 10_000_000; candidate++) {
			cancellation.throwIfCancelled();
			count += (isPrime(candidate)) ? 1 : 0;
		}
		return count;
	}
	// end::cancellation[]

	private static boolean isPrime(int candidate) {
		return IntStream.rangeClosed(2, (int) Math.sqrt(candidate)).noneMatch((divisor) -> candidate % divisor == 0);
	}

}
