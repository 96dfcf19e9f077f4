package io.fastcgi.spring.handler.result;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.fastcgi.spring.handler.FrontEndFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * A file that the front end sends, if it is configured to.
 *
 * @param options how the front end is told
 * @author FastCGI Spring Boot maintainers
 */
record FrontEndFileResult(SendFileOptions options) implements ResultHandler {

	private static final Log logger = LogFactory.getLog(FrontEndFileResult.class);

	@Override
	public boolean handles(Class<?> type) {
		return type == FrontEndFile.class;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		FrontEndFile file = (FrontEndFile) result;
		Path path = this.options.root().resolve(file.path()).normalize();
		if (!path.startsWith(this.options.root()) || path.equals(this.options.root())) {
			logger.warn("The file %s is not below %s, so it is not sent; see 'fastcgi.server.send-file.root'"
				.formatted(path, this.options.root()));
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		HttpHeaders headers = context.response().getHeaders();
		if (file.disposition() != null) {
			headers.setContentDisposition(file.disposition());
		}
		MediaType contentType = (file.contentType() != null) ? file.contentType()
				: MediaTypeFactory.getMediaType(path.getFileName().toString())
					.orElse(MediaType.APPLICATION_OCTET_STREAM);
		headers.setContentType(contentType);
		String header = this.options.header();
		if (header == null) {
			Resource resource = new FileSystemResource(path);
			writer.write(resource, ResolvableType.forClass(Resource.class), context);
			return;
		}
		headers.set(header, UriUtils.encodePath(this.options.location(path), StandardCharsets.UTF_8));
		context.response().lengthUnknown();
		context.complete();
	}

}
