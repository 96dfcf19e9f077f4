package io.fastcgi.spring.autoconfigure;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps shared secrets out of the
 * endpoints of Actuator, whoever may see values there.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnBooleanProperty(name = "fastcgi.server.enabled", matchIfMissing = true)
public final class FastCgiServerSanitizingAutoConfiguration {

	@Bean
	SanitizingFunction fastCgiSharedSecretSanitizingFunction() {
		return SanitizingFunction.sanitizeValue()
			.ifKeyMatches(FastCgiServerSanitizingAutoConfiguration::isSharedSecret);
	}

	/**
	 * Return whether a key is that of a secret, in any of the spellings that Boot
	 * accepts, such as those of environment variables.
	 * @param key the key
	 * @return whether to hide the value
	 */
	private static boolean isSharedSecret(String key) {
		String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
		return letters.startsWith("fastcgiserver") && letters.contains("sharedsecret") && letters.endsWith("value");
	}

}
