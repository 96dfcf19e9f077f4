package io.fastcgi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The same with annotated methods, which may block, and below {@code /loop} with such as
 * stay on the event loop.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class HandlerApplication {

	@FastCgiHandler("/hello")
	String hello() {
		return "Hello, World!";
	}

	@FastCgiHandler(path = "/loop/hello", execution = Execution.NON_BLOCKING)
	String helloOnEventLoop() {
		return "Hello, World!";
	}

	@FastCgiHandler(path = "/greeting/json", method = RequestMethod.GET)
	Greeting greeting() {
		return Greeting.example();
	}

	@FastCgiHandler(path = "/greeting/json", method = RequestMethod.POST)
	Greeting greet(@RequestBody Greeting greeting) {
		return greeting.answered();
	}

	@FastCgiHandler("/bytes")
	byte[] bytes(@RequestParam int n) {
		return new byte[n];
	}

	@FastCgiHandler(path = "/loop/bytes", execution = Execution.NON_BLOCKING)
	byte[] bytesOnEventLoop(@RequestParam int n) {
		return new byte[n];
	}

	@FastCgiHandler(path = "/loop/echo", produces = "application/octet-stream", execution = Execution.NON_BLOCKING)
	byte[] echoOnEventLoop(@RequestBody byte[] body) {
		return body;
	}

	@FastCgiHandler(path = "/echo", produces = "application/octet-stream")
	void echo(InputStream body, OutputStream response) throws IOException {
		body.transferTo(response);
	}

	/**
	 * Start the application.
	 * @param args the arguments of Spring Boot
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(HandlerApplication.class).web(WebApplicationType.NONE).run(args);
	}

}
