package io.fastcgi.engine;

import java.net.SocketAddress;

import io.fastcgi.engine.connection.ProtocolMode;

/**
 * A listener of a running server.
 *
 * @param address the address it is bound to, with the real port where any was asked for
 * @param protocol the protocols it speaks
 * @param accepting whether it accepts connections
 * @param restricted whether it takes more than a connection to be served, such as an
 * address that is allowed, a shared secret or a certificate
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ListenerState(SocketAddress address, ProtocolMode protocol, boolean accepting, boolean restricted) {

}
