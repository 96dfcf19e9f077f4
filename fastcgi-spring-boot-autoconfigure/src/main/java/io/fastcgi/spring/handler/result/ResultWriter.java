package io.fastcgi.spring.handler.result;

import java.lang.reflect.Modifier;
import java.util.List;

import io.fastcgi.spring.handler.ResultAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;

/**
 * Writes what one handler method returns. Results come in layers, such as a stage of an
 * entity of a file: whoever knows the outermost one hands on what is inside.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ResultWriter {

	private final List<ResultHandler> handlers;

	private final List<ResultHandler> bodyHandlers;

	private final ResolvableType type;

	private final List<MediaType> produces;

	private final @Nullable ResultAdapter adapter;

	private final boolean mustDecide;

	private final @Nullable ResultHandler known;

	ResultWriter(List<ResultHandler> handlers, List<ResultHandler> bodyHandlers, ResolvableType type,
			List<MediaType> produces, @Nullable ResultAdapter adapter, boolean mustDecide) {
		this.handlers = handlers;
		this.bodyHandlers = bodyHandlers;
		this.type = type;
		this.produces = produces;
		this.adapter = adapter;
		this.mustDecide = mustDecide;
		this.known = (adapter == null && Modifier.isFinal(type.toClass().getModifiers()))
				? find(this.handlers, type.toClass()) : null;
	}

	/**
	 * Write a result and complete the request, or see to it that somebody does.
	 * @param result what the method returned
	 * @param context the request
	 * @throws Exception if the result cannot be written
	 */
	public void write(@Nullable Object result, ResultContext context) throws Exception {
		Assert.state(result != null || !isAsynchronous(), "The handler returned null in place of a stage or publisher");
		if (result != null && this.known != null) {
			this.known.handle(result, this.type, this, context);
		}
		else {
			write(result, this.type, context);
		}
	}

	/**
	 * Write a result, or what is inside of one.
	 * @param result the result
	 * @param type its type as far as it was declared
	 * @param context the request
	 * @throws Exception if the result cannot be written
	 */
	void write(@Nullable Object result, ResolvableType type, ResultContext context) throws Exception {
		if (result == null) {
			Assert.state(!this.mustDecide || isVoid(type), "The handler returned nothing, which decides nothing");
			context.complete();
		}
		else if (this.adapter != null && !Asynchronous.is(result.getClass())) {
			ResultWriter adapted = new ResultWriter(this.handlers, this.bodyHandlers,
					ResolvableType.forClass(Object.class), this.produces, null, this.mustDecide);
			adapted.write(this.adapter.adapt(result, context.request()), context);
		}
		else {
			require(this.handlers, result.getClass()).handle(result, type, this, context);
		}
	}

	/**
	 * Write a result that has become known on a thread that must not be blocked.
	 * @param result the result
	 * @param type its type as far as it was declared
	 * @param context the request
	 */
	void resume(@Nullable Object result, ResolvableType type, ResultContext context) {
		try {
			if (!context.request().exchange().isEnded()) {
				context.response().blocking(false);
				write(result, type, context);
			}
		}
		catch (Throwable ex) {
			context.fail(ex);
		}
	}

	/**
	 * Write the body of an entity.
	 * @param body the body
	 * @param type its type as far as it was declared
	 * @param context the request
	 * @throws Exception if the body cannot be written
	 */
	void writeBody(Object body, ResolvableType type, ResultContext context) throws Exception {
		require(this.bodyHandlers, body.getClass()).handle(body, type, bodyWriter(), context);
	}

	private ResultWriter bodyWriter() {
		return new ResultWriter(this.bodyHandlers, this.bodyHandlers, this.type, this.produces, null, false);
	}

	private static ResultHandler require(List<ResultHandler> handlers, Class<?> type) {
		ResultHandler handler = find(handlers, type);
		Assert.state(handler != null, () -> "A result of %s does not say whether access is granted".formatted(type));
		return handler;
	}

	private static @Nullable ResultHandler find(List<ResultHandler> handlers, Class<?> type) {
		for (ResultHandler handler : handlers) {
			if (handler.handles(type)) {
				return handler;
			}
		}
		return null;
	}

	/**
	 * Return the media types that the method declares.
	 * @return the media types, none for whatever can be written
	 */
	List<MediaType> produces() {
		return this.produces;
	}

	/**
	 * Return whether results become known later, without a thread that waits for them.
	 * @return whether the method returns a stage or a publisher
	 */
	public boolean isAsynchronous() {
		return Asynchronous.is(this.type.toClass());
	}

	/**
	 * Return whether results can be sent, as far as their declared type says.
	 * @return {@code false} if it is certain that every request would fail
	 */
	public boolean isSendable() {
		return isSendable(this.type);
	}

	boolean isSendable(ResolvableType type) {
		boolean isAdapted = this.adapter != null && !Asynchronous.is(type.toClass());
		return isVoid(type) || isAdapted || isSendable(type, this.handlers);
	}

	boolean isSendableAsBody(ResolvableType type) {
		return isVoid(type) || isSendable(type, this.bodyHandlers);
	}

	private boolean isSendable(ResolvableType type, List<ResultHandler> handlers) {
		ResultHandler handler = find(handlers, type.toClass());
		return handler != null && handler.isSendable(type, this);
	}

	/**
	 * Return whether the handler writes the response itself, if anybody does.
	 * @return whether the method returns nothing, now or later
	 */
	public boolean isVoid() {
		return isVoid(Asynchronous.valueType(this.type));
	}

	static boolean isVoid(ResolvableType type) {
		Class<?> raw = type.toClass();
		return raw == void.class || raw == Void.class;
	}

}
