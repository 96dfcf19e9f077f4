package io.fastcgi.spring.handler.argument;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.reactive.ReactiveType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Binds parameters with {@link RequestBody @RequestBody} that take the body as a
 * publisher: in pieces, as it comes, or as a single value.
 *
 * @param bodies makes single values
 * @author FastCGI Spring Boot maintainers
 */
record ReactiveBodyBinder(RequestBodyBinder bodies) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		RequestBody annotation = parameter.getParameterAnnotation(RequestBody.class);
		Class<?> raw = parameter.getParameterType();
		if (annotation == null) {
			return null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		if (raw == Flow.Publisher.class) {
			return stream(parameter, type, (publisher) -> publisher);
		}
		ReactiveType reactive = ReactiveType.of(raw);
		if (reactive == null || reactive.isEmpty()) {
			return null;
		}
		if (!reactive.isSingle()) {
			return stream(parameter, type, reactive::from);
		}
		Argument body = this.bodies.body(parameter, type.getGeneric(), annotation.required());
		return new RequestBodyBinder.Body((request) -> {
			Object value = body.resolve(request);
			List<Object> values = (value != null) ? List.of(value) : List.of();
			return reactive.from(new SourcePublisher<>(new ValueSource<>(values.iterator())));
		});
	}

	private static Argument stream(MethodParameter parameter, ResolvableType type,
			Function<Flow.Publisher<?>, Object> adapter) {
		Class<?> element = type.getGeneric().toClass();
		if (element == ByteBuffer.class) {
			return new Streamed((request) -> adapter.apply(publisher(request, new ChunkDecoder.ToByteBuffer())));
		}
		if (element == byte[].class) {
			return new Streamed((request) -> adapter.apply(publisher(request, new ChunkDecoder.ToBytes())));
		}
		if (element == String.class) {
			return new Streamed(
					(request) -> adapter.apply(publisher(request, new ChunkDecoder.ToText(BodyText.charset(request)))));
		}
		throw Parameters.invalid(parameter,
				"takes a publisher of %s, but a body comes in pieces of ByteBuffer, byte[] or String"
					.formatted(type.getGeneric()),
				"Use one of these, or a Mono, or List without a publisher.");
	}

	private static <T> Flow.Publisher<T> publisher(FastCgiRequest request, ChunkDecoder<T> decoder) {
		byte[] gathered = request.gatheredBody();
		if (gathered.length == 0) {
			return new SourcePublisher<>(new InputSource<>(request.exchange().stdin(), decoder));
		}
		T value = decoder.decode(gathered);
		return new SourcePublisher<>(new ValueSource<>(((value != null) ? List.of(value) : List.<T>of()).iterator()));
	}

	/**
	 * Argument that takes the body as it comes, without waiting.
	 *
	 * @param argument makes the argument of it
	 */
	private record Streamed(Argument argument) implements Argument {

		@Override
		public @Nullable Object resolve(FastCgiRequest request) throws Exception {
			return this.argument.resolve(request);
		}

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.FLOW;
		}

	}

}
