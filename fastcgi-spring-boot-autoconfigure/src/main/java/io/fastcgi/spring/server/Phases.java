package io.fastcgi.spring.server;

import org.springframework.context.SmartLifecycle;

/**
 * Lifecycle phases of Boot's web servers, by their numbers: the module that names them
 * need not be on the class path.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Phases {

	static final int DRAIN = SmartLifecycle.DEFAULT_PHASE - 1024;

	static final int START_STOP = DRAIN - 1024;

	private Phases() {
	}

}
