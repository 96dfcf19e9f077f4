package io.fastcgi.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Binds a handler method parameter to a param that the front end sent, such as
 * {@code REMOTE_ADDR} or {@code HTTPS}.
 * <p>
 * Params speak for the front end; what the client sent travels in the {@code HTTP_*}
 * params and is bound with
 * {@link org.springframework.web.bind.annotation.RequestHeader @RequestHeader} instead. A
 * name that starts with {@code HTTP_} is therefore refused at start-up.
 * <p>
 * A param with an empty value counts as missing (RFC 3875, section 4.1).
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CgiParam {

	/**
	 * Alias for {@link #name}.
	 * @return the param name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Name of the param, exactly as on the wire. The method parameter's own name when
	 * empty.
	 * @return the param name
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether a request without the param is refused with status 400. A parameter of type
	 * {@link java.util.Optional} or one that is marked nullable is never required.
	 * @return whether the param is required
	 */
	boolean required() default true;

	/**
	 * Value to use when the param is missing; it makes the param optional.
	 * @return the default value
	 */
	String defaultValue() default ValueConstants.DEFAULT_NONE;

}
