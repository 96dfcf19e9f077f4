package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.List;

import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What the annotations of a method say about its responses.
 *
 * @param status the status, if they say
 * @param contentType the media type of what the method writes itself, if they say
 * @author FastCGI Spring Boot maintainers
 */
record ResponsePreset(@Nullable HttpStatus status, @Nullable MediaType contentType) {

	/**
	 * Look at the annotations of a method.
	 * @param method the method
	 * @param isVoid whether it writes itself
	 * @param produces the media types that it declares
	 * @return what they say
	 */
	static ResponsePreset of(Method method, boolean isVoid, List<MediaType> produces) {
		ResponseStatus annotation = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), ResponseStatus.class);
		}
		MediaType contentType = (isVoid) ? produces.stream().filter(MediaType::isConcrete).findFirst().orElse(null)
				: null;
		return new ResponsePreset((annotation != null) ? annotation.code() : null, contentType);
	}

	void applyTo(FastCgiResponse response) {
		if (this.status != null) {
			response.status(this.status);
		}
		if (this.contentType != null) {
			response.getHeaders().setContentType(this.contentType);
		}
	}

}
