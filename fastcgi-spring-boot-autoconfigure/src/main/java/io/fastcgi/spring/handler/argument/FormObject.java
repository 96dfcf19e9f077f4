package io.fastcgi.spring.handler.argument;

import java.util.Map;

import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.web.server.ServerWebInputException;

/**
 * Object that is made of the fields of a form.
 *
 * @param parameter the parameter that takes it
 * @param name its name in errors
 * @param type its type
 * @param conversionService converts the fields
 * @param validator validates it
 * @author FastCGI Spring Boot maintainers
 */
record FormObject(MethodParameter parameter, String name, ResolvableType type, ConversionService conversionService,
		ArgumentValidator validator) {

	/**
	 * The highest index of a list that a client can make the server fill up.
	 */
	private static final int MAX_ELEMENTS = 256;

	@Nullable Object bind(FastCgiRequest request) {
		Map<String, Object> values = FormValues.of(request);
		FormBinder binder = new FormBinder(this.name);
		binder.setTargetType(this.type);
		binder.setConversionService(this.conversionService);
		binder.setAutoGrowCollectionLimit(MAX_ELEMENTS);
		try {
			binder.construct(values);
			if (binder.getTarget() != null && !binder.getBindingResult().hasErrors()) {
				binder.bind(new MutablePropertyValues(values));
			}
		}
		catch (BeansException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			// Names of fields are expressions, and what constructors refuse ends here
			// too.
			throw new ServerWebInputException("The form cannot be read as '%s'".formatted(this.name), this.parameter,
					ex);
		}
		Object target = binder.getTarget();
		this.validator.validate(target, binder.getBindingResult(), request);
		return target;
	}

}
