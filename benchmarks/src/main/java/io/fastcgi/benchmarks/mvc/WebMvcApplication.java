package io.fastcgi.benchmarks.mvc;

import java.util.Arrays;
import java.util.stream.Stream;

import io.fastcgi.benchmarks.Greeting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What {@link io.fastcgi.benchmarks.HandlerApplication} does, with Spring MVC on Tomcat.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class WebMvcApplication {

	@GetMapping("/hello")
	String hello() {
		return "Hello, World!";
	}

	@GetMapping("/greeting/json")
	Greeting greeting() {
		return Greeting.example();
	}

	@PostMapping("/greeting/json")
	Greeting greet(@RequestBody Greeting greeting) {
		return greeting.answered();
	}

	@GetMapping("/bytes")
	byte[] bytes(@RequestParam int n) {
		return new byte[n];
	}

	/**
	 * Start the application.
	 * @param args the arguments of Spring Boot
	 */
	public static void main(String[] args) {
		String[] all = Stream.concat(Arrays.stream(args), Stream.of("--fastcgi.server.enabled=false"))
			.toArray(String[]::new);
		SpringApplication.run(WebMvcApplication.class, all);
	}

}
