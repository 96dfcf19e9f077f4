package io.fastcgi.spring.autoconfigure;

import java.util.List;

import io.fastcgi.engine.FastCgiServer;
import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * Tells ahead of time what reflection the engine needs. Netty asks each channel handler
 * for its methods, to skip those that do nothing; for its own handlers and channels it
 * brings the hints itself.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * What the engine looks for in order to know whether a transport is there.
	 */
	private static final List<String> TRANSPORTS = List.of("io.netty.channel.epoll.Epoll",
			"io.netty.channel.kqueue.KQueue", "io.netty.channel.uring.IoUring");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ChannelHandlers handlers = new ChannelHandlers();
		handlers.setResourceLoader(new DefaultResourceLoader(classLoader));
		handlers.findCandidateComponents(FastCgiServer.class.getPackageName())
			.forEach((handler) -> hints.reflection()
				.registerType(TypeReference.of(String.valueOf(handler.getBeanClassName()))));
		TRANSPORTS.forEach((transport) -> hints.reflection().registerTypeIfPresent(classLoader, transport));
	}

	/**
	 * Finds channel handlers, anonymous and inner ones as well.
	 */
	private static final class ChannelHandlers extends ClassPathScanningCandidateComponentProvider {

		ChannelHandlers() {
			super(false);
			addIncludeFilter(new AssignableTypeFilter(ChannelHandler.class));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition beanDefinition) {
			return true;
		}

	}

}
