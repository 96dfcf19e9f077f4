package io.fastcgi.spring.handler;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that have neither Reactor nor Reactive Streams on their class
 * path, in a class path of their own.
 *
 * @author FastCGI Spring Boot maintainers
 */
class WithoutReactorTests {

	@Test
	void publishersOfTheJdkAreServed() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("reactor-core") && !entry.contains("reactive-streams"))
			.map(WithoutReactorTests::url)
			.toArray(URL[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			@SuppressWarnings("unchecked")
			Supplier<String> exercise = (Supplier<String>) loader.loadClass(Exercise.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat(exercise.get()).isEqualTo("false false: abc def");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static class Exercise implements Supplier<String> {

		@Override
		public String get() {
			ClassLoader loader = getClass().getClassLoader();
			try (TestApplication application = TestApplication.of(Handlers.class)) {
				return ClassUtils.isPresent("reactor.core.publisher.Flux", loader) + " "
						+ ClassUtils.isPresent("org.reactivestreams.Publisher", loader) + ": "
						+ application.client().post("/flow").body("abc").send().bodyAsString() + " "
						+ application.client().post("/text").body("def").send().bodyAsString();
			}
		}

	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/text")
		String text(@RequestBody String body) {
			return body;
		}

		@FastCgiHandler("/flow")
		CompletionStage<String> flow(@RequestBody Flow.Publisher<ByteBuffer> body) {
			CompletableFuture<String> result = new CompletableFuture<>();
			body.subscribe(new Flow.Subscriber<>() {

				@Override
				public void onSubscribe(Flow.Subscription subscription) {
					subscription.request(Long.MAX_VALUE);
				}

				@Override
				public void onNext(ByteBuffer item) {
					result.complete(StandardCharsets.UTF_8.decode(item).toString());
				}

				@Override
				public void onError(Throwable error) {
					result.completeExceptionally(error);
				}

				@Override
				public void onComplete() {
				}

			});
			return result;
		}

	}

}
