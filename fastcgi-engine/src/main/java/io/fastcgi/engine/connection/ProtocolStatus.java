package io.fastcgi.engine.connection;

/**
 * Values of {@code protocolStatus}, in the order of their numbers (FastCGI 1.0, section
 * 5.5).
 *
 * @author FastCGI Spring Boot maintainers
 */
enum ProtocolStatus {

	REQUEST_COMPLETE, CANT_MPX_CONN, OVERLOADED, UNKNOWN_ROLE

}
