package io.fastcgi.frontend.probe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a test tells the application, or asks it, while a front end has requests under
 * way. No thread is needed for that.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/control")
class Control {

	private final Gates gates;

	private final Connections connections;

	Control(Gates gates, Connections connections) {
		this.gates = gates;
		this.connections = connections;
	}

	@FastCgiHandler("/open")
	CompletionStage<String> open(@RequestParam String gate) {
		this.gates.open(gate, "released");
		return this.gates.await(gate, Duration.ZERO);
	}

	@FastCgiHandler("/await")
	CompletionStage<String> await(@RequestParam String gate, @RequestParam long millis) {
		return this.gates.await(gate, Duration.ofMillis(millis));
	}

	@FastCgiHandler("/process")
	CompletionStage<String> process() {
		return CompletableFuture.completedStage(String.valueOf(ProcessHandle.current().pid()));
	}

	@FastCgiHandler("/connections/open")
	CompletionStage<String> openConnections() {
		return CompletableFuture.completedStage(String.valueOf(this.connections.open()));
	}

	@FastCgiHandler("/connections")
	CompletionStage<String> connections() {
		return CompletableFuture.completedStage(String.valueOf(this.connections.opened()));
	}

}
