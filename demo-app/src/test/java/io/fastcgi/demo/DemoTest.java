package io.fastcgi.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Test of the whole demo, on ports that happen to be free.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT,
		properties = { "fastcgi.server.port=0", "management.server.port=0", "demo.front.enabled=true",
				"demo.front.port=0", "demo.token=secret", "fastcgi.server.send-file.root=src/main/resources/pages",
				"spring.datasource.url=jdbc:h2:mem:test" })
public @interface DemoTest {

}
