package io.fastcgi.spring.server;

import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Puts the real port of the first TCP listener, if there is one, into the environment as
 * {@code local.fastcgi.server.port}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class LocalPortPublisher implements ApplicationListener<FastCgiServerStartedEvent> {

	private static final String SOURCE_NAME = "server.ports";

	private static final String PROPERTY_NAME = "local.fastcgi.server.port";

	private final ConfigurableEnvironment environment;

	/**
	 * Create a new publisher.
	 * @param environment where to put the port
	 */
	public LocalPortPublisher(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	@SuppressWarnings("unchecked")
	public void onApplicationEvent(FastCgiServerStartedEvent event) {
		int port = event.server().port();
		if (port < 0) {
			return;
		}
		MutablePropertySources sources = this.environment.getPropertySources();
		PropertySource<?> source = sources.get(SOURCE_NAME);
		if (source == null) {
			source = new MapPropertySource(SOURCE_NAME, new HashMap<>());
			sources.addFirst(source);
		}
		((Map<String, Object>) source.getSource()).put(PROPERTY_NAME, port);
	}

}
