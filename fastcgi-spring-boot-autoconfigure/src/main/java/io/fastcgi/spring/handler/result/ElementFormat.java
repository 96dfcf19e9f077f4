package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import io.fastcgi.spring.handler.message.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.server.NotAcceptableStatusException;

/**
 * How the elements of a stream become a body.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface ElementFormat {

	byte[] NOTHING = {};

	/**
	 * Return the bytes for an element.
	 * @param element the element
	 * @param first whether it is the first one
	 * @return the bytes
	 * @throws IOException if it cannot be written
	 */
	byte[] write(Object element, boolean first) throws IOException;

	/**
	 * Return what is sent with the head when the first element takes its time. nginx
	 * holds a head back that comes alone in a FastCGI record with padding.
	 * @return bytes without a meaning, if the format has such
	 */
	default byte[] opening() {
		return NOTHING;
	}

	/**
	 * Return what comes after the last element.
	 * @param empty whether there was no element
	 * @return the bytes
	 */
	default byte[] end(boolean empty) {
		return NOTHING;
	}

	/**
	 * Return whether somebody waits for each element, so that none must be held back.
	 * @return whether to flush
	 */
	default boolean isLive() {
		return false;
	}

	/**
	 * Choose the format that the client wants, and say so in the response.
	 * @param type the type of the elements
	 * @param produces the media types that the handler declares
	 * @param converters write elements that are neither text nor bytes
	 * @param context the request
	 * @return the format
	 * @throws NotAcceptableStatusException if the client accepts none
	 */
	static ElementFormat choose(ResolvableType type, List<MediaType> produces, MessageConverters converters,
			ResultContext context) {
		HttpHeaders headers = context.response().getHeaders();
		MediaType chosen = headers.getContentType();
		if (chosen == null) {
			List<MediaType> producible = (produces.isEmpty()) ? ElementMediaTypes.of(type) : produces;
			chosen = context.negotiation().select(context.request().params(), producible);
			if (chosen == null) {
				throw new NotAcceptableStatusException(producible);
			}
			headers.setContentType(ElementMediaTypes.withCharset(chosen));
		}
		ElementFormat format = of(type, chosen, converters);
		if (format == null) {
			throw new IllegalStateException("A stream of %s cannot be sent as %s".formatted(type, chosen));
		}
		if (format.isLive()) {
			headers.set("X-Accel-Buffering", "no");
			if (headers.getCacheControl() == null) {
				headers.setCacheControl("no-cache");
			}
		}
		return format;
	}

	static boolean isPossible(ResolvableType type, List<MediaType> produces, MessageConverters converters) {
		List<MediaType> producible = (produces.isEmpty()) ? ElementMediaTypes.of(type) : produces;
		return producible.stream().anyMatch((mediaType) -> of(type, mediaType, converters) != null);
	}

	private static @Nullable ElementFormat of(ResolvableType type, MediaType mediaType, MessageConverters converters) {
		Class<?> raw = type.toClass();
		boolean bytes = raw == byte[].class || ByteBuffer.class.isAssignableFrom(raw);
		JsonElements json = new JsonElements(type, converters);
		if (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(mediaType)) {
			return (bytes) ? new BytesFormat() : new EventFormat(json.ofData());
		}
		if (bytes) {
			return new BytesFormat();
		}
		if (ServerSentEvent.class.isAssignableFrom(raw)) {
			return null;
		}
		if (ElementMediaTypes.isLines(mediaType)) {
			return new LinesFormat(json);
		}
		if (ElementMediaTypes.isJson(mediaType)) {
			return (json.isPossible()) ? new ArrayFormat(json) : null;
		}
		boolean mayBeText = raw.isAssignableFrom(String.class) || CharSequence.class.isAssignableFrom(raw);
		return (mayBeText) ? new TextFormat(mediaType.getCharset()) : null;
	}

}
