package io.fastcgi.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.AutoConfigureJson;

/**
 * {@link ImportAutoConfiguration Auto-configuration imports} for typical tests of
 * handlers. Most tests should consider using {@link FastCgiTest @FastCgiTest} rather than
 * using this annotation directly.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see FastCgiTest
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@AutoConfigureJson
@ImportAutoConfiguration
public @interface AutoConfigureFastCgi {

}
