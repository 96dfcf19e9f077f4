package io.fastcgi.engine.event;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.ILoggerFactory;

/**
 * What the engine logs, kept from the console.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class CapturedLog implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public CapturedLog() {
		// The tests look behind the logging API, which is not for use otherwise.
		ILoggerFactory factory = org.slf4j.LoggerFactory.getILoggerFactory();
		this.logger = ((LoggerContext) factory).getLogger("io.fastcgi.engine");
		this.logger.setLevel(Level.DEBUG);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
		this.appender.start();
	}

	public List<ILoggingEvent> events() {
		return List.copyOf(this.appender.list);
	}

	public List<String> lines() {
		return events().stream().map((event) -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
	}

}
