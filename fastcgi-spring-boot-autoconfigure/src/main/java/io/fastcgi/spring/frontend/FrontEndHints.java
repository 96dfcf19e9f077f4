package io.fastcgi.spring.frontend;

import java.util.List;

import io.fastcgi.engine.ListenerState;
import io.fastcgi.spring.server.FastCgiServerStartedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;

/**
 * Tells whoever starts an application and looks at the debug log what to write into the
 * configuration of a front end.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FrontEndHints implements ApplicationListener<FastCgiServerStartedEvent> {

	private static final Log logger = LogFactory.getLog(FrontEndHints.class);

	private final FrontEnds frontEnds = new FrontEnds();

	@Override
	public void onApplicationEvent(FastCgiServerStartedEvent event) {
		if (logger.isDebugEnabled()) {
			for (ListenerState listener : event.server().listeners()) {
				List<String> hints = this.frontEnds.hints(listener);
				if (!hints.isEmpty()) {
					logger.debug(String.join("  ", hints));
				}
			}
		}
	}

}
