package io.fastcgi.spring.handler.argument;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.InvalidHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Argument that is looked up by name and converted to the type of the parameter.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class NamedValue implements Argument {

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private final MethodParameter parameter;

	private final NamedValueSource source;

	private final String name;

	private final String key;

	private final boolean required;

	private final @Nullable String defaultValue;

	private final Class<?> type;

	private final TypeDescriptor targetType;

	private final ConversionService conversionService;

	NamedValue(MethodParameter parameter, NamedValueSource source, String name, boolean required, String defaultValue,
			ConversionService conversionService) {
		this.parameter = parameter.nestedIfOptional();
		this.source = source;
		this.name = name;
		this.key = source.key(name);
		this.type = this.parameter.getNestedParameterType();
		this.targetType = new TypeDescriptor(this.parameter);
		this.conversionService = conversionService;
		boolean mayBeMissing = !required || parameter.isOptional();
		if (!ValueConstants.DEFAULT_NONE.equals(defaultValue)) {
			this.defaultValue = defaultValue;
		}
		else {
			this.defaultValue = (mayBeMissing && this.type == boolean.class) ? "false" : null;
		}
		this.required = !mayBeMissing && this.defaultValue == null;
		verify();
	}

	private void verify() {
		if (!this.conversionService.canConvert(TEXT, this.targetType)) {
			throw invalid("has the type %s, to which text cannot be converted".formatted(this.type.getName()),
					"Use another type, or define a bean 'conversionService' with a converter for it.");
		}
		if (this.type.isPrimitive() && !this.required && this.defaultValue == null) {
			throw invalid("may be missing, but a %s cannot be null".formatted(this.type.getName()),
					"Use the wrapper type, or give the annotation a default value.");
		}
		if (this.defaultValue != null && !isConvertible(this.defaultValue)) {
			throw invalid(
					"has the default value '%s', which is no %s".formatted(this.defaultValue, this.type.getName()),
					"Correct the default value.");
		}
	}

	private boolean isConvertible(String text) {
		try {
			return convert(text) != null || !this.type.isPrimitive();
		}
		catch (ServerWebInputException ex) {
			return false;
		}
	}

	private InvalidHandlerException invalid(String problem, String fix) {
		return Parameters.invalid(this.parameter, problem, fix);
	}

	@Override
	public @Nullable String requiredPathVariable() {
		return (this.required && this.source == NamedValueSource.PATH_VARIABLE) ? this.name : null;
	}

	@Override
	public @Nullable Object resolve(FastCgiRequest request) {
		Object found = find(request);
		Object value = (found != null) ? convert(found) : null;
		if (value == null && this.required) {
			throw new MissingRequestValueException(this.name, this.type, this.source.label(), this.parameter);
		}
		return (this.parameter.getParameterType() == Optional.class) ? Optional.ofNullable(value) : value;
	}

	private @Nullable Object find(FastCgiRequest request) {
		List<String> values = this.source.values(request, this.key);
		if (values.size() > 1 && isMultiple()) {
			return values;
		}
		String value = (values.isEmpty()) ? null : values.get(0);
		return (this.defaultValue != null && (value == null || value.isEmpty())) ? this.defaultValue : value;
	}

	private boolean isMultiple() {
		return this.type.isArray() || Collection.class.isAssignableFrom(this.type);
	}

	private @Nullable Object convert(Object value) {
		if (value.getClass() == this.type) {
			return value;
		}
		try {
			return this.conversionService.convert(value, TypeDescriptor.forObject(value), this.targetType);
		}
		catch (ConversionException ex) {
			throw new ServerWebInputException(
					"The %s '%s' cannot be converted to %s".formatted(this.source.label(), this.name,
							this.type.getSimpleName()),
					this.parameter, new TypeMismatchException(value, this.type, ex));
		}
	}

}
