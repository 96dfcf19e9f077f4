package io.fastcgi.spring.handler.argument;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.multipart.MultipartForm;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.MissingRequestValueException;

/**
 * Binds parameters with {@link RequestParam @RequestParam} or
 * {@link RequestPart @RequestPart} that take files: one, or all of a name as a list or an
 * array, or those of all names as a map.
 *
 * @param forms reads the forms
 * @author FastCGI Spring Boot maintainers
 */
record MultipartFileBinder(MultipartForms forms) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter.nestedIfOptional());
		Class<?> raw = type.toClass();
		if (!PartName.isIn(parameter)) {
			return null;
		}
		if (isMap(type, raw)) {
			return PartArgument.of(parameter, this.forms, (form, request) -> files(form, raw));
		}
		Selection selection = selection(type, raw);
		return (selection != null) ? bind(parameter, PartName.of(parameter), selection) : null;
	}

	private static @Nullable Selection selection(ResolvableType type, Class<?> raw) {
		if (raw == MultipartFile.class) {
			return (files) -> files.get(0);
		}
		if (raw == MultipartFile[].class) {
			return (files) -> files.toArray(MultipartFile[]::new);
		}
		boolean all = (raw == List.class || raw == Collection.class)
				&& type.getGeneric().toClass() == MultipartFile.class;
		return (all) ? List::copyOf : null;
	}

	private static boolean isMap(ResolvableType type, Class<?> raw) {
		return (raw == Map.class || raw == MultiValueMap.class) && type.getGeneric(1).toClass() == MultipartFile.class;
	}

	private static Map<String, ?> files(@Nullable MultipartForm form, Class<?> raw) {
		MultiValueMap<String, MultipartFile> files = (form != null) ? form.files() : new LinkedMultiValueMap<>();
		return (raw == MultiValueMap.class) ? files : files.toSingleValueMap();
	}

	private Argument bind(MethodParameter parameter, PartName name, Selection selection) {
		boolean optional = parameter.getParameterType() == Optional.class;
		return PartArgument.of(parameter, this.forms, (form, request) -> {
			List<MultipartFile> files = (form != null) ? form.files(name.name()) : Collections.emptyList();
			if (files.isEmpty() && name.required()) {
				throw new MissingRequestValueException(name.name(), parameter.getNestedParameterType(), "file",
						parameter);
			}
			Object value = (files.isEmpty()) ? null : selection.of(files);
			return (optional) ? Optional.ofNullable(value) : value;
		});
	}

	/**
	 * Which files of a name a parameter takes.
	 */
	@FunctionalInterface
	private interface Selection {

		Object of(List<MultipartFile> files);

	}

}
