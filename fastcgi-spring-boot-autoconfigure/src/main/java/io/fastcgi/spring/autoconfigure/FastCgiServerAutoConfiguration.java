package io.fastcgi.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.ExchangeHandler;
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
		return new FastCgiServerDrainLifecycle(lifecycle, properties.drainDelay(), applicationContext);
	}

	@Bean
	LocalPortPublisher fastCgiLocalPortPublisher(ConfigurableEnvironment environment) {
		return new LocalPortPublisher(environment);
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
