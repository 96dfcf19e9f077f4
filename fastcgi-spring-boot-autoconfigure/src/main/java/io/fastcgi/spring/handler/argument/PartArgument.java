package io.fastcgi.spring.handler.argument;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.multipart.MultipartForm;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Argument that comes from a form with files, which is read on a thread that may block.
 *
 * @param forms reads the form
 * @param lookup looks in the form
 * @author FastCGI Spring Boot maintainers
 */
record PartArgument(MultipartForms forms, Lookup lookup) implements Argument {

	/**
	 * Return the argument for a parameter.
	 * @param parameter the parameter
	 * @param forms reads the form
	 * @param lookup looks in the form
	 * @return the argument
	 * @throws InvalidHandlerException if there cannot be a form
	 */
	static PartArgument of(MethodParameter parameter, MultipartForms forms, Lookup lookup) {
		if (!forms.areEnabled()) {
			throw Parameters.invalid(parameter, "comes from a form with files, which is not read",
					"Set 'fastcgi.server.multipart.enabled=true'.");
		}
		if (Parameters.takesBody(parameter.getExecutable())) {
			throw Parameters.invalid(parameter,
					"comes from a form with files, but another parameter takes the whole body",
					"Remove one of them. @RequestPart reads a part of the form.");
		}
		return new PartArgument(forms, lookup);
	}

	@Override
	public @Nullable Object resolve(FastCgiRequest request) throws Exception {
		return this.lookup.find(this.forms.read(request), request);
	}

	@Override
	public BodyNeed bodyNeed() {
		return BodyNeed.STREAM;
	}

	/**
	 * Looks in a form.
	 */
	@FunctionalInterface
	interface Lookup {

		@Nullable Object find(@Nullable MultipartForm form, FastCgiRequest request) throws Exception;

	}

}
