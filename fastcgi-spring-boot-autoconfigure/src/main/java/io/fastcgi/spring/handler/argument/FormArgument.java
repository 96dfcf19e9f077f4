package io.fastcgi.spring.handler.argument;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Argument that may come from a form: gathered before the handler is called if it has no
 * files, and read by the thread of the handler if it may have some.
 *
 * @param argument looks in the form
 * @param forms reads the form, {@code null} if the method takes the body itself
 * @author FastCGI Spring Boot maintainers
 */
record FormArgument(Argument argument, @Nullable MultipartForms forms) implements Argument {

	static FormArgument of(Argument argument, MethodParameter parameter, MultipartForms forms) {
		return new FormArgument(argument, (Parameters.takesBody(parameter.getExecutable())) ? null : forms);
	}

	@Override
	public @Nullable Object resolve(FastCgiRequest request) throws Exception {
		if (this.forms != null) {
			this.forms.read(request);
		}
		return this.argument.resolve(request);
	}

	@Override
	public BodyNeed bodyNeed() {
		return BodyNeed.FORM;
	}

}
