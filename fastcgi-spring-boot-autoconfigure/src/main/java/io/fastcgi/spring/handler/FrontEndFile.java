package io.fastcgi.spring.handler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

/**
 * Result that lets the front end send a file, with the ranges and conditions that it
 * knows how to handle. How the front end is told is configured with
 * {@code fastcgi.server.send-file.*}; if it is not, the file is sent from here.
 *
 * @param path the file, below {@code fastcgi.server.send-file.root}
 * @param contentType its media type, {@code null} to leave it to the name of the file
 * @param disposition whether and under which name the client is to save it, if that is to
 * be said
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record FrontEndFile(Path path, @Nullable MediaType contentType, @Nullable ContentDisposition disposition) {

	/**
	 * Let the front end send a file.
	 * @param path the file
	 * @return the result
	 */
	public static FrontEndFile of(Path path) {
		return new FrontEndFile(path, null, null);
	}

	/**
	 * Return the same file with another media type.
	 * @param contentType the media type
	 * @return the result
	 */
	public FrontEndFile contentType(MediaType contentType) {
		return new FrontEndFile(this.path, contentType, this.disposition);
	}

	/**
	 * Return the same file for the client to save.
	 * @param filename the name that is proposed to the client
	 * @return the result
	 */
	public FrontEndFile download(String filename) {
		return new FrontEndFile(this.path, this.contentType,
				ContentDisposition.attachment().filename(filename, StandardCharsets.UTF_8).build());
	}

}
