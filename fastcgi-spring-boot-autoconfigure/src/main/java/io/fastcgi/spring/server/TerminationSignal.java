package io.fastcgi.spring.server;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Lets the application exit with status 0 when it is told to by {@code SIGTERM} and has
 * finished its requests. A web server or service manager takes any other status, such as
 * the 143 of the virtual machine, for a crash (FastCGI 1.0, section 7).
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class TerminationSignal implements ApplicationListener<FastCgiServerStartedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(TerminationSignal.class);

	private static final Signal SIGTERM = new Signal("TERM");

	private final ApplicationContext applicationContext;

	private volatile @Nullable SignalHandler previous;

	/**
	 * Create a new instance.
	 * @param applicationContext the application to close
	 */
	public TerminationSignal(ApplicationContext applicationContext) {
		this.applicationContext = applicationContext;
	}

	@Override
	public void onApplicationEvent(FastCgiServerStartedEvent event) {
		if (this.previous != null) {
			return;
		}
		try {
			this.previous = Signal.handle(SIGTERM, (signal) -> exit());
		}
		catch (IllegalArgumentException ex) {
			logger.debug("SIGTERM is not for this application to handle", ex);
		}
	}

	private void exit() {
		// More of the same must not end the application before it has finished
		this.previous = null;
		Signal.handle(SIGTERM, SignalHandler.SIG_IGN);
		System.exit(SpringApplication.exit(this.applicationContext));
	}

	@Override
	public void destroy() {
		SignalHandler before = this.previous;
		if (before != null) {
			Signal.handle(SIGTERM, before);
			this.previous = null;
		}
	}

}
