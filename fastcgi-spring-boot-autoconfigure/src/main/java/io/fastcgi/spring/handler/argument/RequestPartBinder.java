package io.fastcgi.spring.handler.argument;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import io.fastcgi.spring.handler.multipart.MultipartPart;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.server.MissingRequestValueException;

/**
 * Binds parameters with {@link RequestPart @RequestPart} that take a part of a form as if
 * it were a body: read by a message converter, as the media type of the part says.
 *
 * @param forms reads the forms
 * @param converters read the parts
 * @param validators validate them where the parameter asks for it
 * @author FastCGI Spring Boot maintainers
 */
record RequestPartBinder(MultipartForms forms, MessageConverters converters,
		ArgumentValidators validators) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		if (!parameter.hasParameterAnnotation(RequestPart.class)) {
			return null;
		}
		PartName name = PartName.of(parameter);
		ResolvableType type = ResolvableType.forMethodParameter(parameter.nestedIfOptional());
		if (!this.converters.canRead(type)) {
			throw Parameters.invalid(parameter, "has the type %s, which no message converter can read".formatted(type),
					"Use MultipartFile, byte[] or String, or add a library for the format, such as "
							+ "spring-boot-starter-jackson.");
		}
		ArgumentValidator validator = this.validators.bind(parameter, type.toClass());
		boolean optional = parameter.getParameterType() == Optional.class;
		return PartArgument.of(parameter, this.forms, (form, request) -> {
			MultipartPart part = (form != null) ? form.part(name.name()) : null;
			Object value = (part != null) ? read(part, type) : null;
			if (value == null && name.required()) {
				throw new MissingRequestValueException(name.name(), type.toClass(), "part", parameter);
			}
			validator.validate(value, request);
			return (optional) ? Optional.ofNullable(value) : value;
		});
	}

	private @Nullable Object read(MultipartPart part, ResolvableType type) throws IOException {
		return this.converters.read(new Message(part), type, "part '" + part.name() + "'");
	}

	/**
	 * A part as converters read it.
	 *
	 * @param part the part
	 */
	private record Message(MultipartPart part) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			if (this.part.contentType() != null) {
				headers.set(HttpHeaders.CONTENT_TYPE, this.part.contentType());
			}
			return headers;
		}

		@Override
		public InputStream getBody() throws IOException {
			return this.part.content().getInputStream();
		}

	}

}
