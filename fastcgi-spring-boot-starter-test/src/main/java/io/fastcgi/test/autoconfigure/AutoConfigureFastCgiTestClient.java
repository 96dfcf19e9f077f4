package io.fastcgi.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Annotation that can be applied to a test class to get a
 * {@link io.fastcgi.test.FastCgiTestClient} that talks to the server of the application:
 * to its first listener that does not speak TLS, on TCP, on a Unix domain socket or in
 * memory.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("fastcgi.test.client")
public @interface AutoConfigureFastCgiTestClient {

	/**
	 * Whether the server listens in memory, and nowhere else: on no port and no socket.
	 * Who may connect, and whether over TLS, are questions of sockets that do not come up
	 * then. All other properties and beans of the server count.
	 * @return whether the server listens in memory
	 */
	boolean inMemory() default false;

}
