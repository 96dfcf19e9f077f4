package io.fastcgi.test;

import org.jspecify.annotations.Nullable;

/**
 * One request on one connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface Exchange {

	ParamList frontEndParams(String method, String target);

	TestResponse send(RequestParts request);

	<T extends @Nullable Object> T stream(RequestParts request, ResponseReader<T> reader);

}
