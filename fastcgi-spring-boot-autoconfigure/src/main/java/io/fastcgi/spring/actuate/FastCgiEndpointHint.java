package io.fastcgi.spring.actuate;

import io.fastcgi.spring.frontend.FrontEnds;
import io.fastcgi.spring.server.FastCgiServerStartedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;

/**
 * Tells in the debug log where {@link FastCgiEndpoint} is.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiEndpointHint implements ApplicationListener<FastCgiServerStartedEvent> {

	private static final Log logger = LogFactory.getLog(FastCgiEndpointHint.class);

	private final String path;

	/**
	 * Create a new hint.
	 * @param path the path of the endpoint
	 */
	public FastCgiEndpointHint(String path) {
		this.path = path;
	}

	@Override
	public void onApplicationEvent(FastCgiServerStartedEvent event) {
		if (logger.isDebugEnabled()) {
			logger.debug("Actuator has whole configurations at %s/{%s}".formatted(this.path,
					String.join(",", new FrontEnds().names())));
		}
	}

}
