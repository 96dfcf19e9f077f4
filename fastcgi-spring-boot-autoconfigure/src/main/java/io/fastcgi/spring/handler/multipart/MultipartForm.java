package io.fastcgi.spring.handler.multipart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/**
 * Form with files that was read completely.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class MultipartForm {

	private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

	private final MultiValueMap<String, MultipartFile> files = new LinkedMultiValueMap<>();

	private final List<MultipartPart> parts = new ArrayList<>();

	MultipartForm() {
	}

	void add(MultipartPart part, String text) {
		this.parts.add(part);
		this.fields.add(part.name(), text);
	}

	void add(MultipartFile file) {
		this.parts.add(new MultipartPart(file.getName(), file.getContentType(), file.getResource()));
		this.files.add(file.getName(), file);
	}

	/**
	 * Return the fields that are no files.
	 * @return the values by name
	 */
	public MultiValueMap<String, String> fields() {
		return this.fields;
	}

	/**
	 * Return the files.
	 * @return the files by name of their field
	 */
	public MultiValueMap<String, MultipartFile> files() {
		return this.files;
	}

	/**
	 * Return the files of a field.
	 * @param name the name of the field
	 * @return the files
	 */
	public List<MultipartFile> files(String name) {
		return this.files.getOrDefault(name, Collections.emptyList());
	}

	/**
	 * Return a field or a file.
	 * @param name the name of the field
	 * @return the first of that name or {@code null} if there is none
	 */
	public @Nullable MultipartPart part(String name) {
		return this.parts.stream().filter((part) -> part.name().equals(name)).findFirst().orElse(null);
	}

}
