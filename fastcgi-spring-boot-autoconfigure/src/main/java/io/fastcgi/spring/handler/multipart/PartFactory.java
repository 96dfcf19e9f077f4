package io.fastcgi.spring.handler.multipart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.MemoryAttribute;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Makes what the decoder of Netty fills: fields in memory, and files that move to the
 * disk when they grow. The decoder keeps each header of a part as an attribute, too, and
 * reads headers that came in pieces several times, so these are not remembered here, but
 * fields are, because the decoder forgets the one that it has not finished.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PartFactory extends DefaultHttpDataFactory {

	private final List<Field> fields = new ArrayList<>();

	private @Nullable String contentType;

	PartFactory(MultipartOptions options) {
		super(options.fileSizeThreshold(), StandardCharsets.UTF_8);
		setDeleteOnExit(false);
		if (options.location() != null) {
			setBaseDir(options.location().toString());
		}
	}

	@Override
	public Attribute createAttribute(HttpRequest request, String name) {
		Field field = new Field(name, this.contentType);
		this.fields.add(field);
		this.contentType = null;
		return field;
	}

	@Override
	public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
		return createAttribute(request, name);
	}

	/**
	 * Called for headers of parts and for what is in them. The decoder hands the media
	 * type on for files only.
	 */
	@Override
	public Attribute createAttribute(HttpRequest request, String name, String value) {
		if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
			this.contentType = value;
		}
		try {
			return new MemoryAttribute(name, value, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public FileUpload createFileUpload(HttpRequest request, String name, String filename, String type,
			String contentTransferEncoding, Charset charset, long size) {
		this.contentType = null;
		return super.createFileUpload(request, name, filename, type, contentTransferEncoding, charset, size);
	}

	/**
	 * Release the fields that nobody has released.
	 */
	void releaseFields() {
		for (Field field : this.fields) {
			if (field.refCnt() > 0) {
				field.release();
			}
		}
		this.fields.clear();
	}

	/**
	 * Field that is no file.
	 */
	static final class Field extends MemoryAttribute {

		private final @Nullable String contentType;

		private Field(String name, @Nullable String contentType) {
			super(name, StandardCharsets.UTF_8);
			this.contentType = contentType;
		}

		@Nullable String contentType() {
			return this.contentType;
		}

	}

}
