package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.util.List;

import io.fastcgi.spring.handler.FastCgiResponse;
import io.fastcgi.spring.handler.message.BodyWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.web.server.ResponseStatusException;

/**
 * A file or something like it, with the conditions and ranges of RFC 9110. Reading it
 * blocks.
 *
 * @param bodies writes the whole of it
 * @param regions writes parts of it
 * @author FastCGI Spring Boot maintainers
 */
record ResourceResult(BodyWriter bodies, ResourceRegionHttpMessageConverter regions) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return Resource.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		context.execute(() -> {
			write((Resource) result, type, writer, context);
			context.complete();
		});
	}

	private void write(Resource resource, ResolvableType type, ResultWriter writer, ResultContext context)
			throws IOException {
		FastCgiResponse response = context.response();
		if (!resource.isReadable()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		boolean isKnown = response.status().value() == HttpStatus.OK.value()
				&& !(resource instanceof InputStreamResource);
		if (isKnown) {
			describe(resource, response.getHeaders());
			Preconditions conditions = Preconditions.of(context);
			if (conditions.applyTo(response)) {
				return;
			}
			boolean isPart = context.request().method() == HttpMethod.GET
					&& context.request().headers().containsHeader(HttpHeaders.RANGE)
					&& conditions.allowsRange(response);
			if (isPart && writeRanges(resource, writer, context)) {
				return;
			}
		}
		this.bodies.write(resource, type, writer.produces(), context.request(), response);
	}

	private static void describe(Resource resource, HttpHeaders headers) throws IOException {
		headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
		long lastModified = lastModified(resource);
		if (lastModified > 0) {
			if (headers.getLastModified() < 0) {
				headers.setLastModified(lastModified);
			}
			if (headers.getETag() == null) {
				headers.setETag("\"%x-%x\"".formatted(lastModified, resource.contentLength()));
			}
		}
	}

	private static long lastModified(Resource resource) {
		try {
			return resource.lastModified();
		}
		catch (IOException ex) {
			// Not every resource has a date; it is sent without one.
			return -1;
		}
	}

	private boolean writeRanges(Resource resource, ResultWriter writer, ResultContext context) throws IOException {
		FastCgiResponse response = context.response();
		List<HttpRange> ranges;
		try {
			ranges = context.request().headers().getRange();
		}
		catch (IllegalArgumentException ex) {
			// What cannot be read is ignored (RFC 9110, section 14.2).
			return false;
		}
		try {
			Object parts = HttpRange.toResourceRegions(ranges, resource);
			response.status(HttpStatus.PARTIAL_CONTENT);
			this.regions.write(parts, null, contentType(writer.produces(), response), response);
		}
		catch (IllegalArgumentException ex) {
			response.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
			response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + resource.contentLength());
		}
		return true;
	}

	private static @Nullable MediaType contentType(List<MediaType> produces, FastCgiResponse response) {
		MediaType chosen = response.getHeaders().getContentType();
		return (chosen != null) ? chosen : produces.stream().filter(MediaType::isConcrete).findFirst().orElse(null);
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return true;
	}

}
