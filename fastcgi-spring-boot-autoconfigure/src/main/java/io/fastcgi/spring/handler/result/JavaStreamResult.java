package io.fastcgi.spring.handler.result;

import java.util.Iterator;
import java.util.stream.Stream;

import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;
import io.fastcgi.spring.handler.message.MessageConverters;

import org.springframework.core.ResolvableType;

/**
 * A {@link Stream}, whose elements are sent one by one and which is closed afterwards.
 *
 * @param converters write elements that are neither text nor bytes
 * @author FastCGI Spring Boot maintainers
 */
record JavaStreamResult(MessageConverters converters) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return Stream.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		Stream<?> stream = (Stream<?>) result;
		context.execute(new ResultContext.Work() {

			@Override
			public void run() throws Exception {
				try (stream) {
					write(stream, type.as(Stream.class).getGeneric(), writer, context);
				}
				context.complete();
			}

			@Override
			public void abandon() {
				stream.close();
			}

		});
	}

	private void write(Stream<?> stream, ResolvableType elementType, ResultWriter writer, ResultContext context)
			throws Exception {
		DefaultFastCgiResponse response = context.response();
		ElementFormat format = ElementFormat.choose(elementType, writer.produces(), this.converters, context);
		if (!response.hasBody()) {
			response.lengthUnknown();
			return;
		}
		ElementWriter elements = new ElementWriter(format, response);
		elements.open();
		for (Iterator<?> iterator = stream.iterator(); iterator.hasNext();) {
			elements.write(iterator.next());
		}
		elements.finish();
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return ElementFormat.isPossible(type.as(Stream.class).getGeneric(), writer.produces(), this.converters);
	}

}
