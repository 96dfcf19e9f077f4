package io.fastcgi.microbenchmarks;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.autoconfigure.FastCgiServerCustomizer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Handlers to measure, and as many routes as a small application has. Its server listens
 * in memory.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class MeasuredApplication {

	private static final String OBSERVATION = "io.fastcgi.spring.autoconfigure.FastCgiServerObservationAutoConfiguration";

	private static final String METRICS = "io.fastcgi.spring.autoconfigure.FastCgiServerMetricsAutoConfiguration";

	@FastCgiHandler("/hello")
	String hello() {
		return "Hello, World!";
	}

	@FastCgiHandler(path = "/loop/hello", execution = Execution.NON_BLOCKING)
	String helloOnEventLoop() {
		return "Hello, World!";
	}

	@FastCgiHandler(path = "/loop/json", method = RequestMethod.POST, consumes = "application/json",
			produces = "application/json", execution = Execution.NON_BLOCKING)
	Order json(@RequestBody Order order) {
		return new Order(order.id() + 1, order.customer(), order.items());
	}

	@FastCgiHandler(path = "/orders/{id}", execution = Execution.NON_BLOCKING)
	String order(@PathVariable long id, @RequestParam int page, @RequestHeader("User-Agent") String browser,
			@CookieValue String theme, @CgiParam("REMOTE_ADDR") String client) {
		return id + " " + page + " " + browser + " " + theme + " " + client;
	}

	@FastCgiHandler({ "/", "/orders", "/orders/{id}/items", "/orders/{id}/items/{item}", "/customers",
			"/customers/{id}", "/customers/{id}/orders", "/products", "/products/{id}", "/products/{id}/reviews",
			"/search", "/cart", "/cart/{id}", "/login", "/logout", "/assets/**" })
	String other() {
		return "";
	}

	@Bean
	InMemoryAddress address() {
		return new InMemoryAddress();
	}

	@Bean
	FastCgiServerCustomizer inMemory(InMemoryAddress address) {
		return (builder) -> builder.listeners(List.of(ListenerSpec.inMemory(address)));
	}

	/**
	 * Start the application without metrics and observation.
	 * @return the application
	 */
	public static ConfigurableApplicationContext start() {
		return start("--spring.autoconfigure.exclude=" + OBSERVATION + "," + METRICS);
	}

	/**
	 * Start the application with metrics and observation.
	 * @return the application
	 */
	static ConfigurableApplicationContext startObserved() {
		return start("");
	}

	private static ConfigurableApplicationContext start(String argument) {
		return new SpringApplicationBuilder(MeasuredApplication.class).run(argument, "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--management.server.port=-1");
	}

	/**
	 * Let the handlers of an application serve connections without a socket.
	 * @param application the application
	 * @return the server
	 */
	static EmbeddedServer embed(ApplicationContext application) {
		List<ServerEventListener> events = new ArrayList<>();
		events.add(new LoggingEventListener());
		events.addAll(application.getBeansOfType(ServerEventListener.class).values());
		return new EmbeddedServer(application.getBean(ExchangeHandler.class), ServerEventListener.of(events));
	}

	/**
	 * What goes in and out as JSON.
	 *
	 * @param id the number of the order
	 * @param customer whose it is
	 * @param items what is ordered
	 */
	record Order(long id, String customer, List<String> items) {

	}

}
