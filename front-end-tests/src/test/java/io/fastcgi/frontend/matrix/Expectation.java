package io.fastcgi.frontend.matrix;

import org.jspecify.annotations.Nullable;

/**
 * What a setup does that others do not.
 *
 * @param outcome how it comes out, or {@code null} if it is not tried
 * @param reason why
 * @author FastCGI Spring Boot maintainers
 */
record Expectation(@Nullable String outcome, String reason) {
}
