package io.fastcgi.spring.handler.multipart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;

/**
 * Reads forms with files, once for each request that has one.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class MultipartForms {

	private static final String ATTRIBUTE = MultipartForm.class.getName();

	private final MultipartOptions options;

	private final MemoryBudget budget;

	/**
	 * Create a reader of forms.
	 * @param options the bounds
	 * @param budget where to reserve what is kept in memory
	 */
	public MultipartForms(MultipartOptions options, MemoryBudget budget) {
		this.options = options;
		this.budget = budget;
	}

	public boolean areEnabled() {
		return this.options.enabled();
	}

	/**
	 * Read the form of a request if it has one with files and the calling thread may
	 * wait. What was read is released when the request ends.
	 * @param request the request
	 * @return the form or {@code null} if there is none to be read
	 * @throws IOException if the request was aborted, or a temporary file cannot be
	 * written
	 */
	public @Nullable MultipartForm read(FastCgiRequest request) throws IOException {
		MultipartForm known = known(request);
		String contentType = request.params().get("CONTENT_TYPE");
		if (known != null || contentType == null || !this.options.enabled() || !isMultipart(contentType)
				|| request.role() == Role.AUTHORIZER || Thread.currentThread() instanceof FastThreadLocalThread) {
			return known;
		}
		MultipartReading reading = new MultipartReading(this.options, this.budget, request.exchange()::isEnded);
		request.onEnd(reading::close);
		MultipartForm form = reading.read(contentType, request.params().number("CONTENT_LENGTH"), body(request));
		request.attributes().put(ATTRIBUTE, form);
		return form;
	}

	private static InputStream body(FastCgiRequest request) {
		byte[] gathered = request.gatheredBody();
		return (gathered.length > 0) ? new ByteArrayInputStream(gathered) : request.body();
	}

	private static boolean isMultipart(String contentType) {
		String expected = MediaType.MULTIPART_FORM_DATA_VALUE;
		return contentType.regionMatches(true, 0, expected, 0, expected.length());
	}

	/**
	 * Return whether a request says that it has a form with files.
	 * @param params the params of the request
	 * @return whether it has
	 */
	public static boolean isMultipart(Params params) {
		return isMultipart(params.get("CONTENT_TYPE", ""));
	}

	/**
	 * Return the form that was read for a request.
	 * @param request the request
	 * @return the form or {@code null} if none was read
	 */
	public static @Nullable MultipartForm known(FastCgiRequest request) {
		return (MultipartForm) request.attributes().get(ATTRIBUTE);
	}

	/**
	 * Return the fields of the form that was posted, with or without files.
	 * @param request the request
	 * @return the fields that are no files
	 */
	public static MultiValueMap<String, String> fields(FastCgiRequest request) {
		MultipartForm form = known(request);
		return (form != null) ? form.fields() : request.formParams();
	}

}
