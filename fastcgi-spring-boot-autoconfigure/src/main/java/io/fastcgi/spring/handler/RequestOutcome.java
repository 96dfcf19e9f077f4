package io.fastcgi.spring.handler;

import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param status the status code of the response
 * @param error what went wrong, if something did
 * @param aborted whether the request was aborted before its response was complete
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record RequestOutcome(int status, @Nullable Throwable error, boolean aborted) {

}
