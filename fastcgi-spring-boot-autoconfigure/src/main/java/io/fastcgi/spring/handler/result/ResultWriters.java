package io.fastcgi.spring.handler.result;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.ResultAdapter;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;

/**
 * Makes the writers for the results of handler methods.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ResultWriters {

	private final List<ResultHandler> bodies;

	private final List<ResultHandler> results;

	private final List<ResultHandler> decisions;

	private final List<ResultAdapter> adapters;

	/**
	 * Create the writers.
	 * @param writer writes bodies
	 * @param adapters adapt return types of others
	 * @param sendFile how the front end is told to send a file
	 */
	public ResultWriters(BodyWriter writer, List<ResultAdapter> adapters, SendFileOptions sendFile) {
		MessageConverters structured = writer.converters().structured();
		// Some publishers of Reactor are stages or callables as well.
		List<ResultHandler> later = List.of(new StageResult(), new ValuePublisherResult());
		List<ResultHandler> content = List.of(new ResourceResult(writer, new ResourceRegionHttpMessageConverter()),
				new FrontEndFileResult(sendFile), new StreamingBodyResult(), new JavaStreamResult(structured),
				new BodyResult(writer));
		ResultHandler publisher = new PublisherResult(structured);
		ResultHandler callable = new CallableResult();
		this.bodies = concat(later, List.of(publisher, callable, new ProblemResult(writer, false)), content);
		this.results = concat(later,
				List.of(publisher, callable, new OptionalResult(), new EntityResult(HttpEntity.class),
						new ProblemResult(writer, true), new HeadersResult(), new RedirectResult()),
				content);
		this.decisions = concat(later,
				List.of(callable, new DecisionResult(writer), new EntityResult(ResponseEntity.class)));
		this.adapters = List.copyOf(adapters);
	}

	@SafeVarargs
	private static List<ResultHandler> concat(List<ResultHandler>... parts) {
		return Arrays.stream(parts).flatMap(List::stream).toList();
	}

	/**
	 * Return the writer for the results of a method.
	 * @param method the method
	 * @param type its return type
	 * @param role the role that it serves
	 * @param produces the media types that it declares
	 * @return the writer
	 */
	public ResultWriter create(Method method, ResolvableType type, Role role, List<MediaType> produces) {
		boolean decides = role == Role.AUTHORIZER;
		return new ResultWriter((decides) ? this.decisions : this.results, this.bodies, type, produces,
				adapter(method, type), decides);
	}

	private @Nullable ResultAdapter adapter(Method method, ResolvableType type) {
		ResolvableType valueType = Asynchronous.valueType(type);
		return this.adapters.stream().filter((adapter) -> adapter.supports(method, valueType)).findFirst().orElse(null);
	}

}
