package io.fastcgi.spring;

import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.spring.autoconfigure.FastCgiHandlerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerAutoConfiguration;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with handlers that listens on a free port.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class TestApplication implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private TestApplication(List<String> properties, Class<?>... components) {
		TestPropertyValues.of("fastcgi.server.port=0").and(properties.toArray(String[]::new)).applyTo(this.context);
		this.context.register(AutoConfigurations.class, Recorder.class);
		Stream.of(components).forEach(this.context::register);
		this.context.refresh();
	}

	/**
	 * Start an application.
	 * @param components the beans
	 * @return the running application
	 */
	public static TestApplication of(Class<?>... components) {
		return new TestApplication(List.of(), components);
	}

	/**
	 * Start an application.
	 * @param properties the properties
	 * @param components the beans
	 * @return the running application
	 */
	public static TestApplication with(List<String> properties, Class<?>... components) {
		return new TestApplication(properties, components);
	}

	public FastCgiTestClient client() {
		return FastCgiTestClient.toPort(server().port());
	}

	/**
	 * Return a client for each protocol.
	 * @return a FastCGI client and a SCGI client
	 */
	public Stream<FastCgiTestClient> clients() {
		return Stream.of(client(), client().scgi());
	}

	public FastCgiServer server() {
		FastCgiServer server = bean(FastCgiServerLifecycle.class).server();
		assertThat(server).isNotNull();
		return server;
	}

	public Recorder recorder() {
		return bean(Recorder.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public AnnotationConfigApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
			ValidationAutoConfiguration.class })
	static class AutoConfigurations {

	}

}
