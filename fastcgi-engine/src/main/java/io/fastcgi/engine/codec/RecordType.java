package io.fastcgi.engine.codec;

/**
 * Numbers of the FastCGI record types (FastCGI 1.0, section 8).
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class RecordType {

	/**
	 * {@code FCGI_BEGIN_REQUEST}.
	 */
	public static final int BEGIN_REQUEST = 1;

	/**
	 * {@code FCGI_ABORT_REQUEST}.
	 */
	public static final int ABORT_REQUEST = 2;

	/**
	 * {@code FCGI_END_REQUEST}.
	 */
	public static final int END_REQUEST = 3;

	/**
	 * {@code FCGI_PARAMS}.
	 */
	public static final int PARAMS = 4;

	/**
	 * {@code FCGI_STDIN}.
	 */
	public static final int STDIN = 5;

	/**
	 * {@code FCGI_STDOUT}.
	 */
	public static final int STDOUT = 6;

	/**
	 * {@code FCGI_STDERR}.
	 */
	public static final int STDERR = 7;

	/**
	 * {@code FCGI_DATA}.
	 */
	public static final int DATA = 8;

	/**
	 * {@code FCGI_GET_VALUES}.
	 */
	public static final int GET_VALUES = 9;

	/**
	 * {@code FCGI_GET_VALUES_RESULT}.
	 */
	public static final int GET_VALUES_RESULT = 10;

	/**
	 * {@code FCGI_UNKNOWN_TYPE}.
	 */
	public static final int UNKNOWN_TYPE = 11;

	private RecordType() {
	}

	/**
	 * Return whether the specification names a type.
	 * @param type the number of the type
	 * @return whether it is known
	 */
	public static boolean isKnown(int type) {
		return type >= BEGIN_REQUEST && type <= UNKNOWN_TYPE;
	}

	static boolean isInputStream(int type) {
		return type == PARAMS || type == STDIN || type == DATA;
	}

}
