package io.fastcgi.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.fastcgi.engine.exchange.Role;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves FastCGI and SCGI requests with the annotated method.
 * <p>
 * On a class it makes the class a component and gives its handler methods a common path
 * prefix and role, and the defaults of the other attributes. Only methods that carry the
 * annotation serve requests.
 *
 * <pre class="code">
 * &#064;FastCgiHandler("/greetings")
 * class Greetings {
 *
 *     &#064;FastCgiHandler(path = "/{name}", method = RequestMethod.GET)
 *     String greet(&#064;PathVariable String name) {
 *         return "Hello " + name;
 *     }
 *
 * }
 * </pre>
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Reflective(FastCgiHandlerReflectiveProcessor.class)
public @interface FastCgiHandler {

	/**
	 * Alias for {@link #path}.
	 * @return the path patterns
	 */
	@AliasFor("path")
	String[] value() default {};

	/**
	 * Path patterns in the syntax of
	 * {@link org.springframework.web.util.pattern.PathPattern}. None on a method: the
	 * path of the class, or every path when the class has none either.
	 * @return the path patterns
	 */
	@AliasFor("value")
	String[] path() default {};

	/**
	 * Request methods that are served; none means every method. {@code HEAD} is served by
	 * a {@code GET} handler without its body, {@code OPTIONS} is answered with the
	 * allowed methods unless a handler serves it.
	 * @return the request methods
	 */
	RequestMethod[] method() default {};

	/**
	 * Role that the front end must ask for. None means the role of the class, or
	 * {@link Role#RESPONDER} when the class names none either.
	 * @return at most one role
	 */
	Role[] role() default {};

	/**
	 * Media types of request bodies that are accepted; none means every type.
	 * @return the media types
	 */
	String[] consumes() default {};

	/**
	 * Media types that the handler produces, most preferred first; none means whatever
	 * the message converters can write.
	 * @return the media types
	 */
	String[] produces() default {};

	/**
	 * Where the method runs.
	 * @return the execution
	 */
	Execution execution() default Execution.AUTO;

}
