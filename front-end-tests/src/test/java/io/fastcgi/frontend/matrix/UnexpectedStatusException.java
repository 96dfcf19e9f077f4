package io.fastcgi.frontend.matrix;

/**
 * A front end has not answered with status 200. That is how the row comes out.
 *
 * @author FastCGI Spring Boot maintainers
 */
@SuppressWarnings("serial")
class UnexpectedStatusException extends Exception {

	private final int status;

	UnexpectedStatusException(int status) {
		super("Status " + status);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
