package io.fastcgi.spring.handler.validation;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.spring.annotation.CgiParam;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * Names what is wrong with arguments as the client knows them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ArgumentErrors {

	private static final List<Class<? extends Annotation>> NAMING = List.of(RequestParam.class, PathVariable.class,
			RequestHeader.class, CookieValue.class, RequestPart.class, CgiParam.class);

	private ArgumentErrors() {
	}

	static List<FieldProblem> of(MethodValidationResult result) {
		List<FieldProblem> errors = new ArrayList<>();
		for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
			for (MessageSourceResolvable error : parameter.getResolvableErrors()) {
				errors.add(FieldProblem.of(field(parameter, error), error.getDefaultMessage()));
			}
		}
		for (MessageSourceResolvable error : result.getCrossParameterValidationResults()) {
			errors.add(FieldProblem.of("", error.getDefaultMessage()));
		}
		return errors;
	}

	private static String field(ParameterValidationResult result, MessageSourceResolvable error) {
		String name = name(result.getMethodParameter()) + position(result);
		if (!(error instanceof FieldError fieldError)) {
			return name;
		}
		return (position(result).isEmpty()) ? fieldError.getField() : name + "." + fieldError.getField();
	}

	private static String position(ParameterValidationResult result) {
		Object position = (result.getContainerIndex() != null) ? result.getContainerIndex() : result.getContainerKey();
		return (position != null) ? "[" + position + "]" : "";
	}

	static String name(MethodParameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter.getParameterAnnotations());
		for (Class<? extends Annotation> type : NAMING) {
			MergedAnnotation<?> annotation = annotations.get(type);
			if (annotation.isPresent() && !annotation.getString("name").isEmpty()) {
				return annotation.getString("name");
			}
		}
		return String.valueOf(parameter.getParameterName());
	}

}
