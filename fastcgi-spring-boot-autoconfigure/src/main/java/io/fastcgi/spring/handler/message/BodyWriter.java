package io.fastcgi.spring.handler.message;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FastCgiResponse;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.server.NotAcceptableStatusException;

/**
 * Writes response bodies: text and bytes as they are, everything else with message
 * converters.
 *
 * @param converters the message converters
 * @param negotiation picks the media type
 * @author FastCGI Spring Boot maintainers
 */
public record BodyWriter(MessageConverters converters, ContentNegotiation negotiation) {

	private static final List<MediaType> TEXT = List.of(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));

	private static final List<MediaType> BYTES = List.of(MediaType.APPLICATION_OCTET_STREAM);

	/**
	 * Return whether bodies of a class can be written.
	 * @param type the class
	 * @return whether there is a way
	 */
	public boolean canWrite(Class<?> type) {
		return CharSequence.class.isAssignableFrom(type) || type == byte[].class || type == ProblemDetail.class
				|| !this.converters.writable(type).isEmpty();
	}

	public void write(Object body, ResolvableType type, List<MediaType> produces, FastCgiRequest request,
			FastCgiResponse response) throws IOException {
		if (body instanceof CharSequence text) {
			writeText(text.toString(), (produces.isEmpty()) ? TEXT : produces, request, response);
		}
		else if (body instanceof byte[] bytes) {
			if (response.getHeaders().getContentType() == null) {
				response.getHeaders()
					.setContentType(select(request, (produces.isEmpty()) ? BYTES : produces, response));
			}
			response.getBody().write(bytes);
		}
		else {
			convert(body, type, produces, request, response);
		}
	}

	private void writeText(String text, List<MediaType> producible, FastCgiRequest request, FastCgiResponse response)
			throws IOException {
		MediaType given = response.getHeaders().getContentType();
		MediaType chosen = withCharset((given != null) ? given : select(request, producible, response));
		if (!chosen.equals(given)) {
			response.getHeaders().setContentType(chosen);
		}
		Charset charset = chosen.getCharset();
		response.getBody().write(text.getBytes((charset != null) ? charset : StandardCharsets.UTF_8));
	}

	private static MediaType withCharset(MediaType mediaType) {
		boolean unclear = mediaType.getType().equals("text") && mediaType.getCharset() == null;
		return (unclear) ? new MediaType(mediaType, StandardCharsets.UTF_8) : mediaType;
	}

	private void convert(Object body, ResolvableType type, List<MediaType> produces, FastCgiRequest request,
			FastCgiResponse response) throws IOException {
		MediaType chosen = response.getHeaders().getContentType();
		if (chosen == null) {
			List<MediaType> producible = (produces.isEmpty()) ? this.converters.writable(body.getClass()) : produces;
			if (producible.isEmpty()) {
				throw new HttpMessageNotWritableException(
						"No message converter can write " + body.getClass().getName());
			}
			chosen = select(request, producible, response);
		}
		if (!this.converters.write(body, type, chosen, response)) {
			throw new HttpMessageNotWritableException(
					"No message converter can write %s as %s".formatted(body.getClass().getName(), chosen));
		}
	}

	private MediaType select(FastCgiRequest request, List<MediaType> producible, FastCgiResponse response) {
		MediaType selected = this.negotiation.select(request.params(), producible);
		if (selected == null && response.status().isError()) {
			// An error is better shown in a way that the client does not want than not at
			// all.
			selected = producible.stream().filter(MediaType::isConcrete).findFirst().orElse(null);
		}
		if (selected == null) {
			throw new NotAcceptableStatusException(producible);
		}
		return selected;
	}

	/**
	 * Write a problem, whatever the client accepts.
	 * @param problem the problem
	 * @param response where to write
	 * @throws IOException if the request was aborted
	 */
	public void writeProblem(ProblemDetail problem, FastCgiResponse response) throws IOException {
		if (!this.converters.write(problem, ResolvableType.forClass(ProblemDetail.class),
				MediaType.APPLICATION_PROBLEM_JSON, response)) {
			response.getHeaders().setContentType(TEXT.get(0));
			response.getBody().write(plain(problem).getBytes(StandardCharsets.UTF_8));
		}
	}

	private static String plain(ProblemDetail problem) {
		String detail = problem.getDetail();
		return problem.getStatus() + " " + problem.getTitle() + ((detail != null) ? ": " + detail : "") + "\n";
	}

}
