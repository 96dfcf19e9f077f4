package io.fastcgi.benchmarks.load;

import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param name its name in the results
 * @param path the path, with a query if there is one
 * @param script a script for wrk, which makes another request than {@code GET}
 * @author FastCGI Spring Boot maintainers
 */
record Workload(String name, String path, @Nullable String script) {

}
