package io.fastcgi.cli;

import io.fastcgi.test.TestRequest;

/**
 * Sends requests, one after the other, and hands over what comes back.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface Transfer extends AutoCloseable {

	void perform(TestRequest request, ResponseSink sink);

	@Override
	void close();

}
