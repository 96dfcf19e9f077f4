package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import io.fastcgi.engine.access.Tls;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * Makes what TLS needs out of SSL bundles, and follows their updates.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TlsFactory {

	private static final Log logger = LogFactory.getLog(TlsFactory.class);

	private final @Nullable SslBundles bundles;

	TlsFactory(@Nullable SslBundles bundles) {
		this.bundles = bundles;
	}

	Tls create(String bundleName, AccessProperties properties) {
		SslBundle bundle = bundle(bundleName, properties);
		boolean trusting = properties.ssl().clientAuth() != SslProperties.ClientAuth.NONE;
		if (trusting && bundle.getStores().getTrustStore() == null) {
			throw new InvalidConfigurationPropertyValueException(properties.name("ssl.client-auth"),
					properties.ssl().clientAuth(),
					"SSL bundle '%s' has no truststore, so a certificate that any public authority has signed would do. "
						.formatted(bundleName) + "Give it one that trusts the certificates of the front ends alone.");
		}
		AtomicReference<SslContext> context = new AtomicReference<>(context(bundle));
		follow(bundleName, context);
		return new Tls(context::get, clientAuth(properties.ssl()), properties.ssl().handshakeTimeout());
	}

	private SslBundle bundle(String name, AccessProperties properties) {
		try {
			if (this.bundles != null) {
				return this.bundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			logger.debug("No SSL bundle '%s'".formatted(name), ex);
		}
		throw new InvalidConfigurationPropertyValueException(properties.name("ssl.bundle"), name,
				"There is no SSL bundle of that name. Describe it with 'spring.ssl.bundle.pem.%1$s.…' or 'spring.ssl.bundle.jks.%1$s.…'."
					.formatted(name));
	}

	private void follow(String bundleName, AtomicReference<SslContext> context) {
		if (this.bundles != null) {
			this.bundles.addBundleUpdateHandler(bundleName, (updated) -> {
				try {
					context.set(context(updated));
					logger.info("FastCGI uses the updated SSL bundle '%s' for new connections".formatted(bundleName));
				}
				catch (RuntimeException ex) {
					logger.error(
							"FastCGI goes on with what SSL bundle '%s' was before its update".formatted(bundleName),
							ex);
				}
			});
		}
	}

	private static SslContext context(SslBundle bundle) {
		try {
			return SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
				.trustManager(bundle.getManagers().getTrustManagerFactory())
				.ciphers(SslOptions.asSet(bundle.getOptions().getCiphers()))
				.protocols(SslOptions.asSet(bundle.getOptions().getEnabledProtocols()))
				.sslProvider(SslProvider.JDK)
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("The SSL bundle cannot be used", ex);
		}
	}

	private static ClientAuth clientAuth(SslProperties ssl) {
		return switch (ssl.clientAuth()) {
			case NONE -> ClientAuth.NONE;
			case WANT -> ClientAuth.OPTIONAL;
			case NEED -> ClientAuth.REQUIRE;
		};
	}

}
