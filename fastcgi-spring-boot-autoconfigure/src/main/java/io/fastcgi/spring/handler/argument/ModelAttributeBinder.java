package io.fastcgi.spring.handler.argument;

import java.lang.reflect.Modifier;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.Conventions;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Binds parameters with {@link ModelAttribute @ModelAttribute}: objects that are made of
 * the fields of a form.
 *
 * @param forms reads forms with files
 * @param conversionService converts the fields
 * @param validators validate the object where the parameter asks for it
 * @author FastCGI Spring Boot maintainers
 */
record ModelAttributeBinder(MultipartForms forms, ConversionService conversionService,
		ArgumentValidators validators) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		ModelAttribute annotation = parameter.getParameterAnnotation(ModelAttribute.class);
		if (annotation == null) {
			return null;
		}
		Class<?> type = parameter.getParameterType();
		if (BeanUtils.isSimpleProperty(type)) {
			throw Parameters.invalid(parameter, "is a single value and no object with fields",
					"Use @RequestParam in place of @ModelAttribute.");
		}
		if (type.getPackageName().startsWith("java.") || Modifier.isAbstract(type.getModifiers())) {
			throw Parameters.invalid(parameter,
					"has the type %s, which cannot be made of fields".formatted(type.getName()),
					"Use a record, or a class with setters. A Map with @RequestParam takes the fields as they are.");
		}
		String name = (annotation.value().isEmpty()) ? Conventions.getVariableNameForParameter(parameter)
				: annotation.value();
		FormObject object = new FormObject(parameter, name, ResolvableType.forMethodParameter(parameter),
				this.conversionService, this.validators.bind(parameter, type));
		return FormArgument.of(object::bind, parameter, this.forms);
	}

}
