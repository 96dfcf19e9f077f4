package io.fastcgi.spring.handler.argument;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyAccessException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DefaultBindingErrorProcessor;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.BindParamNameResolver;

/**
 * Makes objects of form fields, by constructor and setters. What it says about fields
 * that cannot be converted is fit for clients.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FormBinder extends WebDataBinder {

	FormBinder(String name) {
		super(null, name);
		setNameResolver(new BindParamNameResolver());
		setBindingErrorProcessor(new ErrorProcessor());
	}

	void construct(Map<String, Object> values) {
		construct(new ValueResolver() {

			@Override
			public @Nullable Object resolveValue(String name, Class<?> type) {
				return resolvePrefixValue(name, type,
						(key, ignored) -> values.getOrDefault(key, values.get(key + "[]")));
			}

			@Override
			public Set<String> getNames() {
				return values.keySet();
			}

		});
	}

	/**
	 * Says what is wrong without names of classes.
	 */
	private static final class ErrorProcessor extends DefaultBindingErrorProcessor {

		@Override
		public void processPropertyAccessException(PropertyAccessException ex, BindingResult result) {
			String field = ex.getPropertyName();
			if (field == null) {
				throw ex;
			}
			result.addError(new FieldError(result.getObjectName(), field, ex.getValue(), true,
					result.resolveMessageCodes(ex.getErrorCode(), field),
					getArgumentsForBindError(result.getObjectName(), field),
					(ex.getValue() != null) ? "cannot be converted" : "is missing"));
		}

	}

}
