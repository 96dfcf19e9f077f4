package io.fastcgi.spring.handler.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.fastcgi.spring.handler.message.MessageConverters;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.converter.HttpMessageNotWritableException;

/**
 * Writes elements of a stream as JSON.
 *
 * @param type the type of the elements
 * @param converters one of them knows JSON
 * @author FastCGI Spring Boot maintainers
 */
record JsonElements(ResolvableType type, MessageConverters converters) {

	/**
	 * Return the same for what is inside of events.
	 * @return this if the elements are no events
	 */
	JsonElements ofData() {
		return (ServerSentEvent.class.isAssignableFrom(this.type.toClass()))
				? new JsonElements(this.type.as(ServerSentEvent.class).getGeneric(), this.converters) : this;
	}

	boolean isPossible() {
		return this.converters.canWrite(this.type, MediaType.APPLICATION_JSON);
	}

	byte[] write(Object element) throws IOException {
		Json message = new Json(new HttpHeaders(), new ByteArrayOutputStream(256));
		ResolvableType declared = (this.type.resolve() != null) ? this.type : ResolvableType.forInstance(element);
		if (!this.converters.write(element, declared, MediaType.APPLICATION_JSON, message)) {
			throw new HttpMessageNotWritableException(
					"No message converter can write %s as JSON".formatted(element.getClass().getName()));
		}
		return message.bytes().toByteArray();
	}

	/**
	 * Where a converter writes.
	 *
	 * @param headers nobody reads them
	 * @param bytes the JSON
	 */
	private record Json(HttpHeaders headers, ByteArrayOutputStream bytes) implements HttpOutputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public OutputStream getBody() {
			return this.bytes;
		}

	}

}
