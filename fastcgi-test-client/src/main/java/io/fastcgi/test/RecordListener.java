package io.fastcgi.test;

/**
 * Is told of the records on the connections of a client, as they come and go. It is
 * called by whichever thread sends or receives.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see FastCgiTestClient#listening
 */
public interface RecordListener {

	/**
	 * A record was put on its way. Bytes of {@link FastCgiTestConnection#writeBytes} are
	 * no record.
	 * @param record the record
	 */
	default void sent(TestRecord record) {
	}

	/**
	 * A record arrived, which nobody has judged yet.
	 * @param record the record
	 */
	default void received(TestRecord record) {
	}

}
