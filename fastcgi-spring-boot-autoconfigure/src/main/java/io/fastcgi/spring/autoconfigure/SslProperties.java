package io.fastcgi.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Properties of TLS.
 *
 * @param bundle Name of the SSL bundle with the certificate of the server, and with the
 * truststore for those of front ends. TLS is spoken if it is set.
 * @param clientAuth Whether front ends have to show a certificate that the truststore of
 * the bundle trusts.
 * @param handshakeTimeout Time after which a handshake is given up. If a duration suffix
 * is not specified, milliseconds will be used.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record SslProperties(@Nullable String bundle, @DefaultValue("none") ClientAuth clientAuth,
		@DefaultValue("10s") Duration handshakeTimeout) {

	/**
	 * Check the values.
	 */
	public SslProperties {
		Assert.isTrue(bundle != null || clientAuth == ClientAuth.NONE, "'client-auth' needs a 'bundle'");
		Assert.isTrue(handshakeTimeout.toMillis() > 0, "'handshake-timeout' must be positive");
	}

	/**
	 * Whether front ends have to show a certificate.
	 */
	public enum ClientAuth {

		/**
		 * Not asked for.
		 */
		NONE,

		/**
		 * Asked for. Whoever has none is served as well.
		 */
		WANT,

		/**
		 * Without one the connection is closed.
		 */
		NEED

	}

}
