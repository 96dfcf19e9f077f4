package io.fastcgi.demo.front;

import java.net.InetAddress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the embedded front end.
 *
 * @param enabled whether the front end is started
 * @param address address that the front end listens on
 * @param port port that the front end listens on, 0 for any that is free
 * @author FastCGI Spring Boot maintainers
 */
@ConfigurationProperties("demo.front")
record FrontProperties(@DefaultValue("false") boolean enabled, @DefaultValue("127.0.0.1") InetAddress address,
		@DefaultValue("8080") int port) {
}
