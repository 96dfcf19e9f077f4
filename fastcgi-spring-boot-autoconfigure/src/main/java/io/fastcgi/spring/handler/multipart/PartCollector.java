package io.fastcgi.spring.handler.multipart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.InputRefusedException;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.PathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Collects the parts of a form from the decoder of Netty and keeps them within their
 * bounds while they grow.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PartCollector {

	private static final int MAX_HEADER = 8 * 1024;

	private final MultipartOptions options;

	private final MemoryBudget budget;

	private final PartFactory factory;

	private final HttpRequest head;

	private final HttpPostMultipartRequestDecoder decoder;

	private final MultipartForm form = new MultipartForm();

	private long text;

	private long inMemory;

	private long reserved;

	private boolean complete;

	PartCollector(String contentType, MultipartOptions options, MemoryBudget budget) {
		this.options = options;
		this.budget = budget;
		this.factory = new PartFactory(options);
		this.head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
		this.head.headers().set(HttpHeaders.CONTENT_TYPE, contentType);
		this.decoder = new HttpPostMultipartRequestDecoder(this.factory, this.head, StandardCharsets.UTF_8,
				options.maxParts(), MAX_HEADER);
		this.decoder.setDiscardThreshold(MAX_HEADER);
	}

	void add(HttpContent content) throws IOException {
		this.decoder.offer(content);
		try {
			while (this.decoder.hasNext()) {
				add(this.decoder.next());
			}
		}
		catch (EndOfDataDecoderException ex) {
			this.complete = true;
		}
		checkUnfinished(this.decoder.currentPartialHttpData());
	}

	MultipartForm complete() {
		if (!this.complete) {
			throw new ServerWebInputException("The multipart form ends before its last boundary");
		}
		return this.form;
	}

	private void add(@Nullable InterfaceHttpData data) throws IOException {
		if (data instanceof FileUpload file) {
			addFile(file);
		}
		else if (data instanceof PartFactory.Field field) {
			addField(field);
		}
	}

	private void addField(PartFactory.Field field) throws IOException {
		byte[] bytes = field.get();
		field.release();
		this.text += bytes.length;
		this.inMemory += bytes.length;
		checkText(this.text);
		reserve(this.inMemory);
		this.form.add(new MultipartPart(field.getName(), field.contentType(), new ByteArrayResource(bytes)),
				new String(bytes, field.getCharset()));
	}

	private void addFile(FileUpload file) throws IOException {
		long size = file.length();
		checkFile(file, size);
		if (!file.isInMemory()) {
			this.form.add(new UploadedFile(file.getName(), file.getFilename(), file.getContentType(), size,
					new PathResource(file.getFile().toPath())));
			return;
		}
		byte[] bytes = file.get();
		this.factory.removeHttpDataFromClean(this.head, file);
		file.release();
		this.inMemory += size;
		reserve(this.inMemory);
		this.form.add(new UploadedFile(file.getName(), file.getFilename(), file.getContentType(), size,
				new ByteArrayResource(bytes)));
	}

	private void checkUnfinished(@Nullable InterfaceHttpData data) throws IOException {
		if (data instanceof FileUpload file) {
			checkFile(file, file.length());
			reserve(this.inMemory + ((file.isInMemory()) ? file.length() : 0));
		}
		else if (data instanceof HttpData field) {
			checkText(this.text + field.length());
			reserve(this.inMemory + field.length());
		}
	}

	private void checkFile(FileUpload file, long size) {
		if (size > this.options.maxFileSize()) {
			throw tooLarge(this.options.maxFileSize(),
					"The file '%s' has more than %d bytes".formatted(file.getName(), this.options.maxFileSize()));
		}
	}

	private void checkText(long size) {
		if (size > this.options.maxTextSize()) {
			throw tooLarge(this.options.maxTextSize(),
					"The fields of the form have more than %d bytes".formatted(this.options.maxTextSize()));
		}
	}

	private void reserve(long bytes) throws InputRefusedException {
		if (bytes > this.reserved) {
			if (!this.budget.reserve(bytes - this.reserved)) {
				throw new InputRefusedException();
			}
			this.reserved = bytes;
		}
	}

	static MaxUploadSizeExceededException tooLarge(long limit, String detail) {
		MaxUploadSizeExceededException exception = new MaxUploadSizeExceededException(limit);
		exception.getBody().setDetail(detail);
		return exception;
	}

	/**
	 * Delete the temporary files and give the memory back.
	 */
	void release() {
		// A thread that is interrupted, as when its request was aborted, cannot close
		// files.
		boolean interrupted = Thread.interrupted();
		try {
			this.decoder.destroy();
			this.factory.releaseFields();
		}
		finally {
			this.budget.release(this.reserved);
			this.reserved = 0;
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
