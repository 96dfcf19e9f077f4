package io.fastcgi.spring.handler.dispatch;

import io.fastcgi.microbenchmarks.HeldExchange;
import io.fastcgi.microbenchmarks.MeasuredApplication;
import io.fastcgi.microbenchmarks.Microbenchmark;
import io.fastcgi.microbenchmarks.WebRequest;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * From the params to the handler method.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class RoutingBenchmark extends Microbenchmark {

	private final ConfigurableApplicationContext application = MeasuredApplication.start();

	private final HandlerDispatcher dispatcher = this.application.getBean(HandlerDispatcher.class);

	private final HeldExchange literal = new HeldExchange(WebRequest.get("/loop/hello"));

	private final HeldExchange variable = new HeldExchange(WebRequest.get("/orders/7?page=3"));

	@Benchmark
	public Object literal() {
		return route(this.literal, "/loop/hello");
	}

	@Benchmark
	public Object variable() {
		return route(this.variable, "/orders/{id}");
	}

	private Route route(HeldExchange held, String pattern) {
		String path = this.dispatcher.paths().rawPath(held.exchange().params());
		Route route = this.dispatcher.routes().match(new DefaultFastCgiRequest(held.exchange(), path));
		if (!route.pattern().getPatternString().equals(pattern)) {
			throw new IllegalStateException("%s is not the route of %s".formatted(route, path));
		}
		return route;
	}

	@TearDown
	public void close() {
		this.literal.close();
		this.variable.close();
		this.application.close();
	}

}
