package io.fastcgi.frontend.probe;

import java.util.List;

/**
 * What has arrived of a request.
 *
 * @param method the method
 * @param path the path that led to the handler
 * @param params names and values of all params
 * @param headers names and values of what the client said
 * @param bytes the length of the body
 * @param md5 the MD5 digest of the body
 * @author FastCGI Spring Boot maintainers
 */
public record MirroredRequest(String method, String path, List<Field> params, List<Field> headers, long bytes,
		String md5) {

	/**
	 * Return the values of a param.
	 * @param name the name
	 * @return the values, in their order
	 */
	public List<String> params(String name) {
		return this.params.stream().filter((param) -> param.name().equals(name)).map(Field::value).toList();
	}

	/**
	 * Return the value of a param.
	 * @param name the name
	 * @return the first value, or an empty text
	 */
	public String param(String name) {
		return params(name).stream().findFirst().orElse("");
	}

	/**
	 * Return the values of a header.
	 * @param name the name
	 * @return the values, in their order
	 */
	public List<String> headers(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(Field::value)
			.toList();
	}

	/**
	 * A name and a value.
	 *
	 * @param name the name
	 * @param value the value
	 */
	public record Field(String name, String value) {
	}

}
