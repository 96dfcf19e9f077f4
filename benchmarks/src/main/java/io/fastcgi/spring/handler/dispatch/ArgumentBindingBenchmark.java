package io.fastcgi.spring.handler.dispatch;

import io.fastcgi.microbenchmarks.HeldExchange;
import io.fastcgi.microbenchmarks.MeasuredApplication;
import io.fastcgi.microbenchmarks.Microbenchmark;
import io.fastcgi.microbenchmarks.WebRequest;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A path variable, a query parameter, a header, a cookie and a param of the front end.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class ArgumentBindingBenchmark extends Microbenchmark {

	private final ConfigurableApplicationContext application = MeasuredApplication.start();

	private final HeldExchange held = new HeldExchange(WebRequest.get("/orders/7?page=3"));

	private final DefaultFastCgiRequest routed = new DefaultFastCgiRequest(this.held.exchange(), "/orders/7");

	private final Route route = this.application.getBean(HandlerDispatcher.class).routes().match(this.routed);

	@Benchmark
	public void bind(Blackhole consumer) throws Exception {
		// Requests keep what they have parsed, so each time there has to be a new one.
		DefaultFastCgiRequest request = new DefaultFastCgiRequest(this.held.exchange(), this.routed.path());
		request.matched(this.route.pattern(), this.routed.pathVariables());
		for (Argument argument : this.route.handler().invoker().arguments()) {
			consumer.consume(argument.resolve(request));
		}
	}

	@TearDown
	public void close() {
		this.held.close();
		this.application.close();
	}

}
