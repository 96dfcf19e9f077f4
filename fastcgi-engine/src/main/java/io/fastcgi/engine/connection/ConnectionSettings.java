package io.fastcgi.engine.connection;

import java.nio.charset.Charset;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeHandler;

/**
 * What all connections of a listener share and nothing changes.
 *
 * @param limits the bounds
 * @param timeouts how long to wait for others
 * @param handler serves the requests
 * @param events told what happens
 * @param paramsCharset the charset of params
 * @param access who may connect
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ConnectionSettings(Limits limits, Timeouts timeouts, ExchangeHandler handler, ServerEventListener events,
		Charset paramsCharset, Access access) {

	/**
	 * Return the settings for a listener.
	 * @param access who may connect to it
	 * @return the settings
	 */
	public ConnectionSettings withAccess(Access access) {
		return new ConnectionSettings(this.limits, this.timeouts, this.handler, this.events, this.paramsCharset,
				access);
	}

}
