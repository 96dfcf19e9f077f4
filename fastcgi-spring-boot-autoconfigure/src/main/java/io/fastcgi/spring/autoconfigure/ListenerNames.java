package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.Endpoint;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Finds the properties that a place to listen comes from.
 *
 * @param environment where to look
 * @author FastCGI Spring Boot maintainers
 */
record ListenerNames(Environment environment) {

	/**
	 * Return the name of the properties up to the last dot.
	 * @param endpoint the place
	 * @return the prefix of the entry of the list that names the place, or that of the
	 * server
	 */
	String prefix(Endpoint endpoint) {
		FastCgiServerProperties properties = Binder.get(this.environment)
			.bindOrCreate(Listeners.PREFIX, Bindable.of(FastCgiServerProperties.class));
		for (int i = 0; i < properties.listeners().size(); i++) {
			if (ListenerFactory.endpoints(properties.listeners().get(i)).contains(endpoint)) {
				return Listeners.prefix(i);
			}
		}
		return Listeners.PREFIX;
	}

}
