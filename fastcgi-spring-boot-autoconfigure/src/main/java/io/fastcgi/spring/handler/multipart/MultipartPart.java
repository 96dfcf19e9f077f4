package io.fastcgi.spring.handler.multipart;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Field or file of a form.
 *
 * @param name the name of the field
 * @param contentType the media type that the client says, if it does
 * @param content the content
 * @author FastCGI Spring Boot maintainers
 */
public record MultipartPart(String name, @Nullable String contentType, Resource content) {

}
