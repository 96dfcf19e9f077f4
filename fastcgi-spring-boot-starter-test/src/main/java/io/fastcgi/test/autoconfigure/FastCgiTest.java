package io.fastcgi.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation that can be used for a test that focuses <strong>only</strong> on handlers.
 * <p>
 * The real server is started, with the real protocols, but in memory: on no port. A
 * {@link io.fastcgi.test.FastCgiTestClient} that talks to it can be autowired.
 * <p>
 * Using this annotation only enables auto-configuration that is relevant to handlers.
 * Similarly, component scanning is limited to classes that are annotated, or have methods
 * that are annotated, with
 * {@link io.fastcgi.spring.annotation.FastCgiHandler @FastCgiHandler}, and to:
 * <ul>
 * <li>{@code @ControllerAdvice}</li>
 * <li>{@code @JacksonComponent}</li>
 * <li>{@code ArgumentBinder}</li>
 * <li>{@code Converter}</li>
 * <li>{@code FastCgiHandlerInterceptor}</li>
 * <li>{@code Formatter}</li>
 * <li>{@code GenericConverter}</li>
 * <li>{@code HttpMessageConverter}</li>
 * <li>{@code JacksonModule}, if Jackson is available</li>
 * <li>{@code ResultAdapter}</li>
 * </ul>
 * <p>
 * More types can be named in files
 * {@code META-INF/spring/io.fastcgi.test.autoconfigure.FastCgiTest.includes}.
 * <p>
 * Typically {@code @FastCgiTest} is used in combination with
 * {@link org.springframework.test.context.bean.override.mockito.MockitoBean @MockitoBean}
 * or {@link org.springframework.context.annotation.Import @Import} to create any
 * collaborators required by handlers.
 * <p>
 * If you are looking to load your full application, use
 * {@link org.springframework.boot.test.context.SpringBootTest @SpringBootTest} with
 * {@link AutoConfigureFastCgiTestClient @AutoConfigureFastCgiTestClient} instead.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see AutoConfigureFastCgi
 * @see AutoConfigureFastCgiTestClient
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(FastCgiTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(FastCgiTypeExcludeFilter.class)
@AutoConfigureFastCgi
@AutoConfigureFastCgiTestClient(inMemory = true)
@ImportAutoConfiguration
public @interface FastCgiTest {

	/**
	 * Properties in form {@literal key=value} that should be added to the Spring
	 * {@link org.springframework.core.env.Environment} before the test runs.
	 * @return the properties to add
	 */
	String[] properties() default {};

	/**
	 * Alias for {@link #handlers}.
	 * @return the classes with the handlers to test
	 */
	@AliasFor("handlers")
	Class<?>[] value() default {};

	/**
	 * Specifies the classes with the handlers to test. May be left blank if all of them
	 * should be added to the application context.
	 * @return the classes with the handlers to test
	 */
	@AliasFor("value")
	Class<?>[] handlers() default {};

	/**
	 * Determines if default filtering should be used with
	 * {@link org.springframework.boot.autoconfigure.SpringBootApplication @SpringBootApplication}.
	 * @return if default filters should be used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * A set of include filters which can be used to add otherwise filtered beans to the
	 * application context.
	 * @return include filters to apply
	 */
	Filter[] includeFilters() default {};

	/**
	 * A set of exclude filters which can be used to filter beans that would otherwise be
	 * added to the application context.
	 * @return exclude filters to apply
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration exclusions that should be applied for this test.
	 * @return auto-configuration exclusions to apply
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
