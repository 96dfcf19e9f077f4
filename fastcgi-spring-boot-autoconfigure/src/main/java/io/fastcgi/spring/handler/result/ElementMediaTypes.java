package io.fastcgi.spring.handler.result;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;

/**
 * Media types of streams.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ElementMediaTypes {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private ElementMediaTypes() {
	}

	/**
	 * Return the media types for elements, if the handler does not say.
	 * @param type the type of the elements
	 * @return the media types, most preferred first
	 */
	static List<MediaType> of(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (ServerSentEvent.class.isAssignableFrom(raw)) {
			return List.of(MediaType.TEXT_EVENT_STREAM);
		}
		if (CharSequence.class.isAssignableFrom(raw)) {
			return List.of(TEXT, MediaType.TEXT_EVENT_STREAM);
		}
		if (raw == byte[].class || ByteBuffer.class.isAssignableFrom(raw)) {
			return List.of(MediaType.APPLICATION_OCTET_STREAM);
		}
		return List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON, MediaType.TEXT_EVENT_STREAM);
	}

	static boolean isLines(MediaType mediaType) {
		return mediaType.getSubtype().equals("x-ndjson") || "x-ndjson".equals(mediaType.getSubtypeSuffix());
	}

	static boolean isJson(MediaType mediaType) {
		return mediaType.getSubtype().equals("json") || "json".equals(mediaType.getSubtypeSuffix());
	}

	static MediaType withCharset(MediaType mediaType) {
		boolean unclear = mediaType.getType().equals("text") && mediaType.getCharset() == null
				&& !MediaType.TEXT_EVENT_STREAM.equalsTypeAndSubtype(mediaType);
		return (unclear) ? new MediaType(mediaType, StandardCharsets.UTF_8) : mediaType;
	}

}
