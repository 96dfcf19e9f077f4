package io.fastcgi.test.autoconfigure.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with a bit of everything.
 *
 * @author FastCGI Spring Boot maintainers
 */
@SpringBootApplication
public class ExampleApplication {

}
