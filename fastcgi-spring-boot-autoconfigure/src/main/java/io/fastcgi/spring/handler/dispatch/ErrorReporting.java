package io.fastcgi.spring.handler.dispatch;

/**
 * What the front end is told about an error of a handler, for its log.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum ErrorReporting {

	/**
	 * Nothing.
	 */
	NONE,

	/**
	 * The request, and the class and message of the exception.
	 */
	MESSAGE,

	/**
	 * The request and the whole stack trace.
	 */
	STACK_TRACE

}
