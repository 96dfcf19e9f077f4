package io.fastcgi.spring.handler.argument;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * The request body as text.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class BodyText {

	private BodyText() {
	}

	static Reader reader(FastCgiRequest request) {
		return new InputStreamReader(request.body(), charset(request));
	}

	/**
	 * Return the charset of the body.
	 * @param request the request
	 * @return the charset that the client says, UTF-8 if it says none
	 * @throws UnsupportedMediaTypeStatusException if it says one that is not known
	 */
	static Charset charset(FastCgiRequest request) {
		String contentType = request.params().get("CONTENT_TYPE");
		if (!StringUtils.hasText(contentType)) {
			return StandardCharsets.UTF_8;
		}
		try {
			Charset charset = MediaType.parseMediaType(contentType).getCharset();
			return (charset != null) ? charset : StandardCharsets.UTF_8;
		}
		catch (InvalidMediaTypeException ex) {
			throw new UnsupportedMediaTypeStatusException("The charset of the request body is not known");
		}
	}

}
