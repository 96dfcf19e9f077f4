package io.fastcgi.test.autoconfigure;

import java.util.List;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.autoconfigure.FastCgiServerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerCustomizer;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Test auto-configuration for {@link FastCgiTestClient}.
 *
 * @author FastCGI Spring Boot maintainers
 * @see AutoConfigureFastCgiTestClient
 */
@AutoConfiguration(after = FastCgiServerAutoConfiguration.class)
@ConditionalOnBean(FastCgiServerLifecycle.class)
final class FastCgiTestClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FastCgiTestClient fastCgiTestClient(FastCgiServerLifecycle lifecycle) {
		return FastCgiTestClient.over(new RunningServerWireFactory(lifecycle));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	@ConditionalOnBooleanProperty("fastcgi.test.client.in-memory")
	FastCgiServerCustomizer inMemoryFastCgiServerCustomizer() {
		InMemoryAddress address = new InMemoryAddress();
		return (builder) -> builder.listeners(List.of(ListenerSpec.inMemory(address)));
	}

}
