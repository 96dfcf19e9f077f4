package io.fastcgi.spring.handler;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

	private final MethodParameter parameter;

	private final NamedValueSource source;

	private final String name;

	private final boolean required;

	private final @Nullable String defaultValue;

	private final TypeDescriptor targetType;

	private final ConversionService conversionService;

	NamedValue(MethodParameter parameter, NamedValueSource source, String name, boolean required, String defaultValue,
			ConversionService conversionService) {
		this.parameter = parameter.nestedIfOptional();
		this.source = source;
		this.name = name;
		this.defaultValue = (!ValueConstants.DEFAULT_NONE.equals(defaultValue)) ? defaultValue : null;
		this.required = required && this.defaultValue == null && !parameter.isOptional();
		this.targetType = new TypeDescriptor(this.parameter).narrow(null);
		this.conversionService = conversionService;
	}

	@Override
	public BodyNeed bodyNeed() {
		return (this.source == NamedValueSource.REQUEST_PARAM) ? BodyNeed.FORM : BodyNeed.NONE;
	}

	@Override
	public @Nullable Object resolve(FastCgiRequest request) {
		Object value = convert(find(request));
		return (this.parameter.getParameterType() == Optional.class) ? Optional.ofNullable(value) : value;
	}

	private @Nullable Object find(FastCgiRequest request) {
		List<String> values = this.source.values(request, this.name);
		if (!values.isEmpty()) {
			return (values.size() == 1 || !isMultiple()) ? values.get(0) : values;
		}
		if (this.required) {
			throw new MissingRequestValueException(this.name, this.parameter.getNestedParameterType(),
					this.source.label(), this.parameter);
		}
		return this.defaultValue;
	}

	private boolean isMultiple() {
		Class<?> type = this.parameter.getNestedParameterType();
		return type.isArray() || Collection.class.isAssignableFrom(type);
	}

	private @Nullable Object convert(@Nullable Object value) {
		if (value == null || this.parameter.getNestedParameterType().isInstance(value)) {
			return value;
		}
		try {
			return this.conversionService.convert(value, TypeDescriptor.forObject(value), this.targetType);
		}
		catch (ConversionException ex) {
			throw new ServerWebInputException(
					"The %s '%s' cannot be converted to %s".formatted(this.source.label(), this.name,
							this.parameter.getNestedParameterType().getSimpleName()),
					this.parameter, new TypeMismatchException(value, this.parameter.getNestedParameterType(), ex));
		}
	}

}
