package io.fastcgi.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;
import io.fastcgi.spring.server.FastCgiServerDrainLifecycle;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.spring.server.FastCgiServerStartedEvent;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiServerAutoConfiguration} and
 * {@link FastCgiHandlerAutoConfiguration}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class FastCgiServerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
						FastCgiServerMetricsAutoConfiguration.class, FastCgiServerObservationAutoConfiguration.class,
						FastCgiServerHealthAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class))
		.withPropertyValues("fastcgi.server.port=0");

	@Test
	void listensOnAnyFreePortAndSaysWhichOne(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Events.class).run((context) -> {
			int port = server(context).port();
			assertThat(port).isPositive();
			assertThat(context.getEnvironment().getProperty("local.fastcgi.server.port", Integer.class))
				.isEqualTo(port);
			assertThat(context.getEnvironment().getProperty("fastcgi.server.port")).isEqualTo("0");
			assertThat(context.getBean(Events.class).started).singleElement()
				.satisfies((event) -> assertThat(event.server()).isSameAs(server(context)));
			assertThat(output).contains("FastCGI started on port " + port + " (fastcgi, scgi)")
				.doesNotContain("other machines may reach");
			assertThat(FastCgiTestClient.toPort(port).get("/").send().status()).isEqualTo(501);
		});
		assertThat(output).contains("FastCGI drained");
	}

	@ParameterizedTest
	@CsvSource({ "scgi,(scgi),SCGI", "fastcgi,(fastcgi),FASTCGI" })
	void speaksOneProtocolOnly(String protocol, String logged, ProtocolMode mode, CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.protocol=" + protocol).run((context) -> {
			assertThat(server(context).listeners()).singleElement()
				.satisfies((listener) -> assertThat(listener.protocol()).isEqualTo(mode));
			assertThat(output).contains(logged);
		});
	}

	@Test
	void isAbsentWhenDisabled() {
		this.contextRunner.withUserConfiguration(OwnHandler.class)
			.withPropertyValues("fastcgi.server.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).doesNotHaveBean(HandlerDispatcher.class)
					.doesNotHaveBean(FastCgiServerLifecycle.class)
					.doesNotHaveBean(FastCgiServerDrainLifecycle.class)
					.doesNotHaveBean(FastCgiServerProperties.class)
					.doesNotHaveBean(FastCgiServerAutoConfiguration.EXECUTOR_BEAN_NAME);
			});
	}

	@Test
	void leavesTheRequestsToAnExchangeHandlerOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnHandler.class).run((context) -> {
			assertThat(context).doesNotHaveBean(HandlerDispatcher.class);
			assertThat(FastCgiTestClient.toPort(server(context).port()).get("/").send().bodyAsString())
				.isEqualTo("own");
		});
	}

	@Test
	void appliesCustomizersAfterTheProperties() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.run((context) -> assertThat(
					FastCgiTestClient.toPort(server(context).port()).get("/").send().bodyAsString())
				.isEqualTo("customized"));
	}

	@Test
	void runsHandlersOnABoundedPool() {
		this.contextRunner
			.withPropertyValues("fastcgi.server.executor.threads=3", "fastcgi.server.executor.queue-capacity=4")
			.run((context) -> {
				ThreadPoolExecutor executor = (ThreadPoolExecutor) executor(context);
				assertThat(executor.getMaximumPoolSize()).isEqualTo(3);
				assertThat(executor.getQueue().remainingCapacity()).isEqualTo(4);
				context.close();
				assertThat(executor.isShutdown()).isTrue();
			});
		this.contextRunner.withPropertyValues("fastcgi.server.executor.queue-capacity=0")
			.run((context) -> assertThat(((ThreadPoolExecutor) executor(context)).getQueue().remainingCapacity())
				.isZero());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsHandlersOnVirtualThreadsWhenTheyAreEnabled() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(executor(context)).isInstanceOf(VirtualThreadTaskExecutor.class));
		this.contextRunner
			.withPropertyValues("spring.threads.virtual.enabled=true", "fastcgi.server.executor.threads=3")
			.run((context) -> {
				ThreadPoolExecutor executor = (ThreadPoolExecutor) executor(context);
				assertThat(executor.getMaximumPoolSize()).isEqualTo(3);
				assertThat(executor.getThreadFactory().newThread(() -> {
				}).isDaemon()).isTrue();
				assertThat(executor.getThreadFactory().newThread(() -> {
				}).getThreadGroup().getName()).isEqualTo("VirtualThreads");
			});
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=false")
			.run((context) -> assertThat(executor(context)).isInstanceOf(ThreadPoolExecutor.class));
	}

	@Test
	void takesAnExecutorOfTheApplicationByItsName() {
		this.contextRunner.withUserConfiguration(OwnExecutor.class).run((context) -> {
			assertThat(context).hasSingleBean(Executor.class);
			assertThat(executor(context)).isSameAs(OwnExecutor.DIRECT);
		});
	}

	@Test
	void doesNotStandInTheWayOfTheExecutorOfBoot() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasBean(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME);
				assertThat(context.getBean(Executor.class))
					.isSameAs(context.getBean(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME));
				assertThat(executor(context)).isNotSameAs(context.getBean(Executor.class));
			});
	}

	@Test
	void startsAgainAfterItWasStopped() {
		this.contextRunner.withUserConfiguration(OwnHandler.class).run((context) -> {
			ConfigurableApplicationContext source = context
				.getSourceApplicationContext(ConfigurableApplicationContext.class);
			source.stop();
			assertThat(context.getBean(FastCgiServerLifecycle.class).server()).isNull();
			assertThat(context.getBean(FastCgiServerLifecycle.class).isRunning()).isFalse();
			source.start();
			int port = server(context).port();
			assertThat(FastCgiTestClient.toPort(port).get("/").send().bodyAsString()).isEqualTo("own");
			assertThat(context.getEnvironment().getProperty("local.fastcgi.server.port", Integer.class))
				.isEqualTo(port);
			assertThat(context.getBean(FastCgiServerDrainLifecycle.class).isRunning()).isTrue();
		});
	}

	private static FastCgiServer server(AssertableApplicationContext context) {
		FastCgiServer server = context.getBean(FastCgiServerLifecycle.class).server();
		assertThat(server).isNotNull();
		return server;
	}

	private static Executor executor(AssertableApplicationContext context) {
		return context.getBean(FastCgiServerAutoConfiguration.EXECUTOR_BEAN_NAME, Executor.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHandler {

		@Bean
		ExchangeHandler ownHandler() {
			return (exchange) -> exchange.respondText("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		FastCgiServerCustomizer customizer() {
			return (builder) -> builder.handler((exchange) -> exchange.respondText("customized"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		static final Executor DIRECT = Runnable::run;

		@Bean
		Executor fastCgiHandlerExecutor() {
			return DIRECT;
		}

	}

	static class Events {

		private final List<FastCgiServerStartedEvent> started = new ArrayList<>();

		@EventListener
		void started(FastCgiServerStartedEvent event) {
			this.started.add(event);
		}

	}

}
