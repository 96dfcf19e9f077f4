package io.fastcgi.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the demo.
 *
 * @param token token that opens the private area
 * @author FastCGI Spring Boot maintainers
 */
@ConfigurationProperties("demo")
record DemoProperties(String token) {
}
