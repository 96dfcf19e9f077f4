package io.fastcgi.spring.handler.result;

import java.util.List;

import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Conditions that a client puts to a request for what it may have already (RFC 9110,
 * section 13).
 *
 * @param method the request method
 * @param request the headers of the request
 * @author FastCGI Spring Boot maintainers
 */
record Preconditions(HttpMethod method, HttpHeaders request) {

	static Preconditions of(ResultContext context) {
		return new Preconditions(context.request().method(), context.request().headers());
	}

	/**
	 * Answer in place of the handler if a condition says so: 304 if the client has it
	 * already, 412 if it wants something else.
	 * @param response with status 200 and an {@code ETag} or {@code Last-Modified}
	 * @return whether the response is to have no body
	 */
	boolean applyTo(FastCgiResponse response) {
		boolean retrieves = this.method == HttpMethod.GET || this.method == HttpMethod.HEAD;
		if (!retrieves || response.status().value() != HttpStatus.OK.value()) {
			return false;
		}
		HttpStatus status = evaluate(etag(response.getHeaders()), response.getHeaders().getLastModified());
		if (status == null) {
			return false;
		}
		response.status(status);
		response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
		response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
		return true;
	}

	private @Nullable HttpStatus evaluate(@Nullable ETag etag, long lastModified) {
		if (has(HttpHeaders.IF_MATCH)) {
			if (!matches(HttpHeaders.IF_MATCH, etag, true)) {
				return HttpStatus.PRECONDITION_FAILED;
			}
		}
		else if (lastModified >= 0 && isBefore(HttpHeaders.IF_UNMODIFIED_SINCE, lastModified)) {
			return HttpStatus.PRECONDITION_FAILED;
		}
		if (has(HttpHeaders.IF_NONE_MATCH)) {
			return (matches(HttpHeaders.IF_NONE_MATCH, etag, false)) ? HttpStatus.NOT_MODIFIED : null;
		}
		boolean isKnown = lastModified >= 0 && has(HttpHeaders.IF_MODIFIED_SINCE)
				&& this.request.getIfModifiedSince() >= 0;
		return (isKnown && !isBefore(HttpHeaders.IF_MODIFIED_SINCE, lastModified)) ? HttpStatus.NOT_MODIFIED : null;
	}

	/**
	 * Return whether the client may get a part of what it began to fetch earlier.
	 * @param response with an {@code ETag} or {@code Last-Modified}
	 * @return whether {@code Range} is to be honoured
	 */
	boolean allowsRange(FastCgiResponse response) {
		String condition = this.request.getFirst(HttpHeaders.IF_RANGE);
		if (condition == null) {
			return true;
		}
		if (condition.startsWith("\"") || condition.startsWith("W/")) {
			ETag etag = etag(response.getHeaders());
			return etag != null && ETag.create(condition).compare(etag, true);
		}
		return condition.equals(response.getHeaders().getFirst(HttpHeaders.LAST_MODIFIED));
	}

	private boolean has(String header) {
		return this.request.containsHeader(header);
	}

	private boolean matches(String header, @Nullable ETag etag, boolean strong) {
		List<String> values = this.request.getOrEmpty(header);
		return ETag.parse(String.join(",", values))
			.stream()
			.anyMatch((candidate) -> candidate.isWildcard() || (etag != null && candidate.compare(etag, strong)));
	}

	private boolean isBefore(String header, long lastModified) {
		long date = this.request.getFirstDate(header);
		return date >= 0 && date < lastModified / 1000 * 1000;
	}

	private static @Nullable ETag etag(HttpHeaders headers) {
		String value = headers.getETag();
		return (value != null) ? ETag.create(value) : null;
	}

}
