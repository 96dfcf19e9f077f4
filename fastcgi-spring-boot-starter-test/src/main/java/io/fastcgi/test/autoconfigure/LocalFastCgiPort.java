package io.fastcgi.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Value;

/**
 * Injects the port that the FastCGI and SCGI server got at run time. A convenient
 * alternative for <code>&#064;Value(&quot;${local.fastcgi.server.port}&quot;)</code>.
 * <p>
 * A test lets the server choose any free port:
 *
 * <pre class="code">
 * &#064;SpringBootTest(properties = "fastcgi.server.port=0")
 * class GreetingsTests {
 *
 *     &#064;Test
 *     void greets(&#064;LocalFastCgiPort int port) {
 *         TestResponse response = FastCgiTestClient.toPort(port).get("/greetings/you").send();
 *         assertThat(response.bodyAsString()).isEqualTo("Hello you");
 *     }
 *
 * }
 * </pre>
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Value("${local.fastcgi.server.port}")
public @interface LocalFastCgiPort {

}
