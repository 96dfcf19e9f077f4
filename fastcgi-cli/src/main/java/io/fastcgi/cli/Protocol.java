package io.fastcgi.cli;

/**
 * What is spoken.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum Protocol {

	FASTCGI("fcgi://", "FastCGI"),

	SCGI("scgi://", "SCGI");

	private final String scheme;

	private final String title;

	Protocol(String scheme, String title) {
		this.scheme = scheme;
		this.title = title;
	}

	String scheme() {
		return this.scheme;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
