package io.fastcgi.spring.handler.multipart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.web.multipart.MultipartFile;

/**
 * File of a form, in memory or in a temporary file, until the request ends.
 *
 * @param name the name of the field
 * @param filename the name that the client says, whatever it is
 * @param contentType the media type that the client says
 * @param size the number of bytes
 * @param content the content
 * @author FastCGI Spring Boot maintainers
 */
record UploadedFile(String name, String filename, @Nullable String contentType, long size,
		Resource content) implements MultipartFile {

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getOriginalFilename() {
		return this.filename;
	}

	@Override
	public @Nullable String getContentType() {
		return this.contentType;
	}

	@Override
	public boolean isEmpty() {
		return this.size == 0;
	}

	@Override
	public long getSize() {
		return this.size;
	}

	@Override
	public byte[] getBytes() throws IOException {
		return this.content.getContentAsByteArray();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.content.getInputStream();
	}

	@Override
	public void transferTo(File destination) throws IOException {
		transferTo(destination.toPath());
	}

}
