package io.fastcgi.spring.handler.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Reads and writes bodies with Spring's message converters.
 *
 * @param converters the converters, the first that can do it does
 * @author FastCGI Spring Boot maintainers
 */
public record MessageConverters(List<HttpMessageConverter<?>> converters) {

	public @Nullable Object read(FastCgiRequest request, ResolvableType type) throws IOException {
		return read(new Message(request), type, "request body");
	}

	/**
	 * Read a body.
	 * @param message the headers and the body
	 * @param type what to convert it to
	 * @param label what it is, for the client
	 * @return the body
	 * @throws IOException if it cannot be read
	 */
	public @Nullable Object read(HttpInputMessage message, ResolvableType type, String label) throws IOException {
		MediaType contentType = contentType(message);
		for (HttpMessageConverter<?> converter : this.converters) {
			if (canRead(converter, type, contentType)) {
				try {
					return read(converter, type, message);
				}
				catch (HttpMessageNotReadableException ex) {
					throw new ServerWebInputException("The %s cannot be read as %s".formatted(label, contentType), null,
							ex);
				}
			}
		}
		throw new UnsupportedMediaTypeStatusException(contentType, readable(type), type);
	}

	public boolean canRead(ResolvableType type) {
		return this.converters.stream().anyMatch((converter) -> canRead(converter, type, null));
	}

	private static boolean canRead(HttpMessageConverter<?> converter, ResolvableType type,
			@Nullable MediaType contentType) {
		if (converter instanceof SmartHttpMessageConverter<?> smart) {
			return smart.canRead(type, contentType);
		}
		if (converter instanceof GenericHttpMessageConverter<?> generic) {
			return generic.canRead(type.getType(), null, contentType);
		}
		return converter.canRead(type.toClass(), contentType);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static @Nullable Object read(HttpMessageConverter converter, ResolvableType type, HttpInputMessage message)
			throws IOException {
		if (converter instanceof SmartHttpMessageConverter smart) {
			return smart.read(type, message, null);
		}
		if (converter instanceof GenericHttpMessageConverter generic) {
			return generic.read(type.getType(), null, message);
		}
		return converter.read(type.toClass(), message);
	}

	private static MediaType contentType(HttpInputMessage message) {
		try {
			MediaType contentType = message.getHeaders().getContentType();
			return (contentType != null) ? contentType : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			throw new UnsupportedMediaTypeStatusException(ex.getMessage());
		}
	}

	private List<MediaType> readable(ResolvableType type) {
		List<MediaType> readable = new ArrayList<>();
		for (HttpMessageConverter<?> converter : this.converters) {
			if (canRead(converter, type, null)) {
				readable.addAll(converter.getSupportedMediaTypes(type.toClass()));
			}
		}
		return readable.stream().distinct().toList();
	}

	/**
	 * Return these converters without the one that writes text as it is, for whoever
	 * wants text as a value among others.
	 * @return converters that know a structure
	 */
	public MessageConverters structured() {
		return new MessageConverters(this.converters.stream()
			.filter((converter) -> !(converter instanceof StringHttpMessageConverter))
			.toList());
	}

	/**
	 * Return whether something can be written.
	 * @param type the type of what is to be written
	 * @param mediaType the media type to write it as
	 * @return whether a converter can, as far as the type says
	 */
	public boolean canWrite(ResolvableType type, MediaType mediaType) {
		Class<?> raw = type.toClass();
		return this.converters.stream().anyMatch((converter) -> canWrite(converter, type, raw, mediaType));
	}

	private static boolean canWrite(HttpMessageConverter<?> converter, ResolvableType type, Class<?> raw,
			MediaType mediaType) {
		if (converter instanceof SmartHttpMessageConverter<?> smart) {
			return smart.canWrite(type, raw, mediaType);
		}
		return converter.canWrite(raw, mediaType);
	}

	public List<MediaType> writable(Class<?> type) {
		List<MediaType> writable = new ArrayList<>();
		for (HttpMessageConverter<?> converter : this.converters) {
			if (converter.canWrite(type, null)) {
				writable.addAll(converter.getSupportedMediaTypes(type));
			}
		}
		return writable.stream().distinct().toList();
	}

	/**
	 * Write a body.
	 * @param body the body
	 * @param type its declared type
	 * @param mediaType the media type to write it as
	 * @param response where to write
	 * @return {@code false} if no converter can
	 * @throws IOException if the request was aborted
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public boolean write(Object body, ResolvableType type, MediaType mediaType, HttpOutputMessage response)
			throws IOException {
		for (HttpMessageConverter converter : this.converters) {
			if (converter instanceof SmartHttpMessageConverter smart) {
				if (smart.canWrite(type, body.getClass(), mediaType)) {
					smart.write(body, type, mediaType, response, null);
					return true;
				}
			}
			else if (converter instanceof GenericHttpMessageConverter generic) {
				Type genericType = type.getType();
				if (generic.canWrite(genericType, body.getClass(), mediaType)) {
					generic.write(body, genericType, mediaType, response);
					return true;
				}
			}
			else if (converter.canWrite(body.getClass(), mediaType)) {
				converter.write(body, mediaType, response);
				return true;
			}
		}
		return false;
	}

	/**
	 * A request as converters read it.
	 *
	 * @param request the request
	 */
	private record Message(FastCgiRequest request) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.request.headers();
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.request.gatheredBody());
		}

	}

}
