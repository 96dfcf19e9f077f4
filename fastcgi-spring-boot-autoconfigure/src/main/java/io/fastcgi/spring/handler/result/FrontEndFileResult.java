package io.fastcgi.spring.handler.result;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.fastcgi.spring.handler.FrontEndFile;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

/**
 * A file that the front end sends, if it is configured to.
 *
 * @param options how the front end is told
 * @author FastCGI Spring Boot maintainers
 */
record FrontEndFileResult(SendFileOptions options) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return type == FrontEndFile.class;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		FrontEndFile file = (FrontEndFile) result;
		Path path = requireBelowRoot(file.path());
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

	private Path requireBelowRoot(Path file) {
		Path path = this.options.root().resolve(file).normalize();
		Assert.state(path.startsWith(this.options.root()),
				() -> "The file %s is not below %s; see 'fastcgi.server.send-file.root'".formatted(file,
						this.options.root()));
		return path;
	}

}
