package io.fastcgi.spring.handler.dispatch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.spring.handler.argument.ArgumentBinders;
import io.fastcgi.spring.handler.argument.ArgumentOptions;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.multipart.MultipartOptions;
import io.fastcgi.spring.handler.result.ResultWriters;
import io.fastcgi.spring.handler.result.SendFileOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.validation.Validator;

/**
 * Makes routes of beans, without a server.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TestRoutes {

	private TestRoutes() {
	}

	static List<Route> of(Object... beans) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		for (int i = 0; i < beans.length; i++) {
			beanFactory.registerSingleton("bean" + i, beans[i]);
		}
		return of(beanFactory, null);
	}

	static List<Route> of(DefaultListableBeanFactory beanFactory, @Nullable Validator validator) {
		List<HttpMessageConverter<?>> all = new ArrayList<>();
		HttpMessageConverters.forServer().registerDefaults().build().forEach(all::add);
		MessageConverters converters = new MessageConverters(all);
		MultipartOptions multipart = new MultipartOptions(true, 1000, 10_000, 1000, 10, 0, null);
		ArgumentBinders binders = new ArgumentBinders(List.of(), converters,
				ApplicationConversionService.getSharedInstance(), validator, new ArgumentOptions(false, multipart),
				new MemoryBudget(10_000));
		ResultWriters results = new ResultWriters(new BodyWriter(converters, new ContentNegotiation()), List.of(),
				SendFileOptions.none(Path.of("/")));
		HandlerFactory factory = new HandlerFactory(new MethodBinder(binders), results, List.of());
		return new HandlerScanner(beanFactory, factory).scan((type, bean) -> {
		});
	}

	/**
	 * Find the route for a request.
	 * @param request the request
	 * @param beans the beans with the handler methods
	 * @return the name of the handler method
	 */
	static String match(DefaultFastCgiRequest request, Object... beans) {
		return new RouteTable(of(beans), new ContentNegotiation()).match(request)
			.handler()
			.invoker()
			.method()
			.getName();
	}

}
