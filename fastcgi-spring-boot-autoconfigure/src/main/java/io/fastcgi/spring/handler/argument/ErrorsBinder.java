package io.fastcgi.spring.handler.argument;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * Binds parameters that take the errors of the one before.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ErrorsBinder implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		if (!Errors.class.isAssignableFrom(parameter.getParameterType())) {
			return null;
		}
		MethodParameter previous = Parameters.previous(parameter);
		if (previous == null || !isValidated(previous)) {
			throw Parameters.invalid(parameter, "takes errors, but does not follow what is bound from a form or a body",
					"Move it behind the parameter with @ModelAttribute, @RequestBody or @RequestPart.");
		}
		String key = key(previous);
		return (request) -> request.attributes().get(key);
	}

	private static boolean isValidated(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(ModelAttribute.class)
				|| parameter.hasParameterAnnotation(RequestBody.class)
				|| parameter.hasParameterAnnotation(RequestPart.class);
	}

	static void put(FastCgiRequest request, MethodParameter parameter, BindingResult result) {
		request.attributes().put(key(parameter), result);
	}

	private static String key(MethodParameter parameter) {
		return BindingResult.MODEL_KEY_PREFIX + parameter.getParameterIndex();
	}

}
