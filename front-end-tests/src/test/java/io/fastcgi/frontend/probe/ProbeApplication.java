package io.fastcgi.frontend.probe;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application behind the front ends.
 *
 * @author FastCGI Spring Boot maintainers
 */
@SpringBootApplication
public class ProbeApplication {

	/**
	 * How many handlers may block at the same time. None waits for a thread.
	 */
	public static final int THREADS = 20;

	/**
	 * Start the application.
	 * @param properties the properties, each as {@code name=value}
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(ProbeApplication.class)
			.properties("fastcgi.server.executor.threads=" + THREADS, "fastcgi.server.executor.queue-capacity=0",
					"spring.main.banner-mode=off")
			.properties(properties)
			.run();
	}

	/**
	 * Start the application as a front end does.
	 * @param properties the properties, each as {@code name=value}
	 */
	public static void main(String[] properties) {
		start(properties);
	}

}
