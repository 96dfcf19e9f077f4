package io.fastcgi.spring.handler.argument;

import java.lang.annotation.Annotation;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * Part of a form that a parameter asks for.
 *
 * @param name the name of the field
 * @param required whether it has to be there
 * @author FastCGI Spring Boot maintainers
 */
record PartName(String name, boolean required) {

	static boolean isIn(MethodParameter parameter) {
		return find(parameter, RequestPart.class) != null || find(parameter, RequestParam.class) != null;
	}

	/**
	 * Return the part that a parameter asks for.
	 * @param parameter the parameter, with {@link RequestPart @RequestPart} or
	 * {@link RequestParam @RequestParam}
	 * @return the part
	 */
	static PartName of(MethodParameter parameter) {
		RequestPart part = find(parameter, RequestPart.class);
		if (part != null) {
			return of(parameter, part.name(), part.required());
		}
		RequestParam param = find(parameter, RequestParam.class);
		Assert.state(param != null, "The parameter is not annotated");
		return of(parameter, param.name(), param.required());
	}

	private static <A extends Annotation> @Nullable A find(MethodParameter parameter, Class<A> type) {
		return AnnotatedElementUtils
			.findMergedAnnotation(AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), type);
	}

	private static PartName of(MethodParameter parameter, String name, boolean required) {
		return new PartName(Parameters.name(parameter, name), required && !parameter.isOptional());
	}

}
