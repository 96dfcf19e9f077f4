package io.fastcgi.spring.frontend;

import io.fastcgi.engine.exchange.WireProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks to applications in one of their protocols.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface FrontEnd {

	/**
	 * Return what it is called by its makers.
	 * @return the name of the product
	 */
	String product();

	/**
	 * Return what it speaks.
	 * @return the protocol
	 */
	WireProtocol protocol();

	/**
	 * Return whether it speaks TLS to applications.
	 * @return whether it does
	 */
	default boolean speaksTls() {
		return false;
	}

	/**
	 * Return the line that matters most.
	 * @param target where the application listens
	 * @return the line, or {@code null} if it would not be short
	 */
	default @Nullable String hint(Target target) {
		return null;
	}

	/**
	 * Write the configuration.
	 * @param target where the application listens
	 * @param application the application
	 * @param notes what is to be said about it, as comments
	 * @return the configuration, ready to be pasted
	 */
	String configure(Target target, ServedApplication application, Notes notes);

}
