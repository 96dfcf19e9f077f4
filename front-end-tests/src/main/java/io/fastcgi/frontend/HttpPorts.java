package io.fastcgi.frontend;

/**
 * Where a front end listens for its clients.
 *
 * @param plain the port for HTTP
 * @param tls the port for HTTP over TLS
 * @author FastCGI Spring Boot maintainers
 */
public record HttpPorts(int plain, int tls) {

	static HttpPorts free() {
		return of(Ports.free());
	}

	static HttpPorts of(int plain) {
		return new HttpPorts(plain, Ports.free());
	}

}
