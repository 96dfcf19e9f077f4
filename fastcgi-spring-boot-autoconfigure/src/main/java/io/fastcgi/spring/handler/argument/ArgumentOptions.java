package io.fastcgi.spring.handler.argument;

import io.fastcgi.spring.handler.multipart.MultipartOptions;

/**
 * Options of arguments.
 *
 * @param trustRemoteUser whether {@code REMOTE_USER} is a user that the front end has
 * authenticated
 * @param multipart bounds of forms with files
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ArgumentOptions(boolean trustRemoteUser, MultipartOptions multipart) {

}
