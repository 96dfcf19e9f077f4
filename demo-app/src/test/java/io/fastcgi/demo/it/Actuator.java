package io.fastcgi.demo.it;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.HttpTester;

/**
 * The management port of the demo.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Actuator {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final HttpTester http;

	Actuator(int port) {
		this.http = new HttpTester(URI.create("http://127.0.0.1:" + port));
	}

	String health() throws Exception {
		return this.http.get("/actuator/health").body();
	}

	/**
	 * Return the configuration of a front end that the demo has written.
	 * @param frontEnd the name of the front end
	 * @return the configuration
	 */
	String configuration(String frontEnd) throws Exception {
		return this.http.get("/actuator/fastcgi/" + frontEnd).body();
	}

	/**
	 * Return the first measurement of a meter, which of a timer or counter is the count.
	 * @param name the name of the meter
	 * @param tags what to narrow it down to, each as {@code key:value}
	 * @return the value, 0 if there is no such meter yet
	 */
	double meter(String name, String... tags) throws Exception {
		String query = Arrays.stream(tags)
			.map((tag) -> "tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		HttpResponse<String> response = this.http.get("/actuator/metrics/" + name + "?" + query);
		if (response.statusCode() == 404) {
			return 0;
		}
		return JsonPath.<Number>read(response.body(), "$.measurements[0].value").doubleValue();
	}

	/**
	 * Ask for a meter until it is as expected.
	 * @param name the name of the meter
	 * @param expected tells whether the value is as expected
	 * @param tags what to narrow it down to, each as {@code key:value}
	 */
	void awaitMeter(String name, DoublePredicate expected, String... tags) throws Exception {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		double value = meter(name, tags);
		while (!expected.test(value)) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("'%s' is still %s".formatted(name, value));
			}
			value = meter(name, tags);
		}
	}

}
