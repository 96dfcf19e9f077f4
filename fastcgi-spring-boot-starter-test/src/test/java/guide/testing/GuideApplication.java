package guide.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that the guide tests.
 *
 * @author FastCGI Spring Boot maintainers
 */
@SpringBootApplication
class GuideApplication {

}
