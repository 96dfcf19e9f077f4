package io.fastcgi.frontend.matrix;

import org.jspecify.annotations.Nullable;

/**
 * What was seen.
 *
 * @param outcome how it came out
 * @param reason why it is not as wanted, or was not tried
 * @author FastCGI Spring Boot maintainers
 */
record Cell(String outcome, @Nullable String reason) {
}
