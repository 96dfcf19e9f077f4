package io.fastcgi.cli;

/**
 * How the program ends. The codes are curl's as far as curl has them.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum ExitCode {

	OK(0),

	USAGE(2),

	CANNOT_RESOLVE(6),

	CANNOT_CONNECT(7),

	PARTIAL(18),

	HTTP_ERROR(22),

	CANNOT_WRITE(23),

	CANNOT_READ(26),

	TIMEOUT(28),

	EMPTY(52),

	RECEIVE(56),

	CANT_MPX_CONN(121),

	OVERLOADED(122),

	UNKNOWN_ROLE(123);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	int code() {
		return this.code;
	}

}
