package io.fastcgi.spring.handler.result;

import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import io.fastcgi.spring.handler.message.BodyWriter;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Anything else is the body.
 *
 * @param bodies writes it
 * @author FastCGI Spring Boot maintainers
 */
record BodyResult(BodyWriter bodies) implements ResultHandler {

	private static final String PUBLISHER = "org.reactivestreams.Publisher";

	@Override
	public boolean handles(Class<?> type) {
		return true;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		this.bodies.write(result, type, writer.produces(), context.request(), context.response());
		context.complete();
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		Class<?> raw = type.toClass();
		if (isSource(raw)) {
			return false;
		}
		boolean open = raw == Object.class || (Modifier.isAbstract(raw.getModifiers()) && !raw.isPrimitive());
		return open || this.bodies.canWrite(ClassUtils.resolvePrimitiveIfNecessary(raw));
	}

	/**
	 * Return whether something is no content but a way to get it, which converters do not
	 * know.
	 * @param type the class
	 * @return whether it has to be read or waited for
	 */
	private static boolean isSource(Class<?> type) {
		boolean isPublisher = type.getName().equals(PUBLISHER) || ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.anyMatch((candidate) -> candidate.getName().equals(PUBLISHER));
		return isPublisher || InputStream.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type)
				|| BaseStream.class.isAssignableFrom(type);
	}

}
