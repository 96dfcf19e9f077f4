package io.fastcgi.spring.handler.validation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Violations that a validating proxy around a handler finds. Those of other beans, which
 * the handler calls, are none of the client's.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConstraintViolations {

	private ConstraintViolations() {
	}

	static Throwable translate(Throwable thrown, Class<?> type) {
		return (thrown instanceof ConstraintViolationException invalid && isOfArguments(invalid, type))
				? answer(invalid) : thrown;
	}

	private static boolean isOfArguments(ConstraintViolationException invalid, Class<?> type) {
		return !invalid.getConstraintViolations().isEmpty() && invalid.getConstraintViolations()
			.stream()
			.allMatch((violation) -> type.isAssignableFrom(violation.getRootBeanClass())
					&& has(violation.getPropertyPath(), ElementKind.METHOD)
					&& !has(violation.getPropertyPath(), ElementKind.RETURN_VALUE));
	}

	private static boolean has(Path path, ElementKind kind) {
		for (Path.Node node : path) {
			if (node.getKind() == kind) {
				return true;
			}
		}
		return false;
	}

	private static ErrorResponseException answer(ConstraintViolationException invalid) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Validation failure");
		List<Map<String, String>> errors = invalid.getConstraintViolations()
			.stream()
			.map(ConstraintViolations::error)
			.sorted(Comparator.comparing((error) -> error.get("field")))
			.toList();
		problem.setProperty("errors", errors);
		return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, invalid);
	}

	private static Map<String, String> error(ConstraintViolation<?> violation) {
		String path = violation.getPropertyPath().toString();
		return Map.of("field", path.substring(path.indexOf('.') + 1), "message",
				String.valueOf(violation.getMessage()));
	}

}
