package io.fastcgi.frontend.matrix;

import java.util.List;

import io.fastcgi.frontend.Version;

/**
 * A front end and the ways in which it is configured.
 *
 * @param name the name
 * @param version asks for its version
 * @param setups the ways to configure it
 * @author FastCGI Spring Boot maintainers
 */
record FrontEnd(String name, Version version, List<Setup> setups) {
}
