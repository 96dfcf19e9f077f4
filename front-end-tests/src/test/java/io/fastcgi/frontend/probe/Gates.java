package io.fastcgi.frontend.probe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Gates that handlers wait at until somebody opens them, each by its name.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Component
class Gates {

	private final Map<String, CompletableFuture<String>> gates = new ConcurrentHashMap<>();

	void open(String name, String reason) {
		gate(name).complete(reason);
	}

	/**
	 * Wait for a gate.
	 * @param name the name of the gate
	 * @param patience how long to wait
	 * @return why it was opened, or an empty text if it was not
	 */
	CompletableFuture<String> await(String name, Duration patience) {
		return gate(name).copy().completeOnTimeout("", patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	private CompletableFuture<String> gate(String name) {
		return this.gates.computeIfAbsent(name, (key) -> new CompletableFuture<>());
	}

}
