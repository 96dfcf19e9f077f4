package io.fastcgi.test;

/**
 * The server broke a rule of FastCGI, SCGI or CGI. The message says which one.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ProtocolViolationException extends RuntimeException {

	ProtocolViolationException(String message) {
		super(message);
	}

}
