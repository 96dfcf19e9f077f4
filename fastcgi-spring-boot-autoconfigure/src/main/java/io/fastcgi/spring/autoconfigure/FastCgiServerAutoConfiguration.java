package io.fastcgi.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.frontend.FrontEndHints;
import io.fastcgi.spring.server.FastCgiServerDrainLifecycle;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.spring.server.LocalPortPublisher;
import io.fastcgi.spring.server.TerminationSignal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a FastCGI and SCGI server.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "fastcgi.server.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FastCgiServerProperties.class)
public final class FastCgiServerAutoConfiguration {

	/**
	 * Name of the bean that runs handlers that may block.
	 */
	static final String EXECUTOR_BEAN_NAME = "fastCgiHandlerExecutor";

	private static final String SHUTDOWN_PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration DEFAULT_PHASE = Duration.ofSeconds(30);

	@Bean
	FastCgiServerLifecycle fastCgiServerLifecycle(FastCgiServerProperties properties, ExchangeHandler handler,
			ObjectProvider<ServerEventListener> eventListeners, ObjectProvider<FastCgiServerCustomizer> customizers,
			ObjectProvider<SslBundles> sslBundles, ApplicationContext applicationContext) {
		AccessFactory accesses = new AccessFactory(
				applicationContext.getEnvironment().getProperty(AccessFactory.WEB_SERVER_ADDRS),
				new TlsFactory(sslBundles.getIfAvailable()));
		List<ServerEventListener> events = new ArrayList<>();
		events.add(new LoggingEventListener());
		eventListeners.orderedStream().forEach(events::add);
		FastCgiServerBuilder builder = new ServerBuilders(properties, accesses).create()
			.handler(handler)
			.events(ServerEventListener.of(events));
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return new FastCgiServerLifecycle(builder, applicationContext);
	}

	@Bean
	FastCgiServerDrainLifecycle fastCgiServerDrainLifecycle(FastCgiServerLifecycle lifecycle,
			FastCgiServerProperties properties, ApplicationContext applicationContext) {
		Duration delay = properties.drainDelay();
		Duration phase = Binder.get(applicationContext.getEnvironment())
			.bind(SHUTDOWN_PHASE, Duration.class)
			.orElse(DEFAULT_PHASE);
		if (delay.compareTo(phase) >= 0) {
			throw new InvalidConfigurationPropertyValueException("fastcgi.server.drain-delay", delay,
					"Spring does not wait for longer than '%s' says, %d s, and requests have to be finished in that time, too."
						.formatted(SHUTDOWN_PHASE, phase.toSeconds()));
		}
		return new FastCgiServerDrainLifecycle(lifecycle, delay, applicationContext);
	}

	@Bean
	LocalPortPublisher fastCgiLocalPortPublisher(ConfigurableEnvironment environment) {
		return new LocalPortPublisher(environment);
	}

	@Bean
	FrontEndHints fastCgiFrontEndHints() {
		return new FrontEndHints();
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "fastcgi.server.handle-sigterm", matchIfMissing = true)
	TerminationSignal fastCgiTerminationSignal(ApplicationContext applicationContext) {
		return new TerminationSignal(applicationContext);
	}

	@Bean(name = EXECUTOR_BEAN_NAME, defaultCandidate = false)
	@ConditionalOnMissingBean(name = EXECUTOR_BEAN_NAME)
	Executor fastCgiHandlerExecutor(FastCgiServerProperties properties, Environment environment) {
		return HandlerExecutors.create(properties.executor(), environment);
	}

}
