package io.fastcgi.spring.handler.result;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FastCgiResponse;
import io.fastcgi.spring.handler.message.BodyWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Finds the writer for a return type.
 *
 * @param bodies writes bodies
 * @author FastCGI Spring Boot maintainers
 */
public record ResultBinder(BodyWriter bodies) {

	/**
	 * Return the writer for a return type.
	 * @param type the type, without the stage around it if the method returns one
	 * @param produces the media types that the handler declares
	 * @return the writer
	 */
	public ResultWriter bind(ResolvableType type, List<MediaType> produces) {
		Class<?> raw = type.toClass();
		if (raw == void.class || raw == Void.class) {
			return (result, request, response) -> {
			};
		}
		if (HttpEntity.class.isAssignableFrom(raw)) {
			ResolvableType bodyType = type.as(HttpEntity.class).getGeneric();
			return (result, request, response) -> writeEntity((HttpEntity<?>) result, bodyType, produces, request,
					response);
		}
		return (result, request, response) -> {
			if (result instanceof HttpEntity<?> entity) {
				writeEntity(entity, ResolvableType.forInstance(entity), produces, request, response);
			}
			else if (result != null) {
				if (result instanceof ProblemDetail problem) {
					response.status(HttpStatusCode.valueOf(problem.getStatus()));
				}
				writeBody(result, type, produces, request, response);
			}
		};
	}

	/**
	 * Return whether a result can be written, as far as its type says.
	 * @param type the type, without the stage around it if the method returns one
	 * @return {@code false} if it is certain that every request would fail
	 */
	public boolean canWrite(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (HttpEntity.class.isAssignableFrom(raw)) {
			return canWrite(type.as(HttpEntity.class).getGeneric());
		}
		boolean open = raw == Object.class || Modifier.isAbstract(raw.getModifiers());
		return open || raw == void.class || raw == Void.class || this.bodies.canWrite(raw);
	}

	private void writeEntity(@Nullable HttpEntity<?> entity, ResolvableType bodyType, List<MediaType> produces,
			FastCgiRequest request, FastCgiResponse response) throws Exception {
		if (entity == null) {
			return;
		}
		if (entity instanceof ResponseEntity<?> responseEntity) {
			response.status(responseEntity.getStatusCode());
		}
		for (Map.Entry<String, List<String>> header : entity.getHeaders().headerSet()) {
			response.getHeaders().put(header.getKey(), List.copyOf(header.getValue()));
		}
		Object body = entity.getBody();
		if (body != null) {
			writeBody(body, bodyType, produces, request, response);
		}
	}

	private void writeBody(Object body, ResolvableType type, List<MediaType> produces, FastCgiRequest request,
			FastCgiResponse response) throws Exception {
		if (body instanceof ProblemDetail problem) {
			this.bodies.writeProblem(problem, response);
		}
		else {
			this.bodies.write(body, type, produces, request, response);
		}
	}

}
