package io.fastcgi.spring.handler.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.result.ResultWriter;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A path pattern and the handler method behind it.
 *
 * @param pattern the pattern
 * @param conditions what else a request has to meet
 * @param handler the handler method
 * @author FastCGI Spring Boot maintainers
 */
record Route(PathPattern pattern, Conditions conditions, Handler handler) {

	/**
	 * Those with the most specific path first. A path without wildcards is more specific
	 * than one with a question mark, which Spring takes for equal.
	 */
	static final Comparator<Route> BY_SPECIFICITY = Comparator
		.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR)
		.thenComparing((route) -> route.pattern().hasPatternSyntax());

	boolean isLiteral() {
		String text = this.pattern.getPatternString();
		return text.chars().noneMatch((c) -> "{}*?;%\\".indexOf(c) >= 0);
	}

	/**
	 * Return whether another route has the same path.
	 * @param other the other route
	 * @return whether their patterns are the same but for the names of variables
	 */
	boolean hasPathOf(Route other) {
		return shape().equals(other.shape());
	}

	private String shape() {
		return this.pattern.getPatternString().replaceAll("\\{(\\*?)[^{}:/]+", "{$1");
	}

	@Override
	public String toString() {
		return "%s %s %s".formatted(this.conditions.role(), this.conditions.methods(), this.pattern);
	}

	/**
	 * What a request has to meet besides its path.
	 *
	 * @param role the role
	 * @param methods the methods, none for all
	 * @param consumes the media types of bodies, none for all
	 * @param produces the media types of responses, none for whatever can be written
	 */
	record Conditions(Role role, Set<HttpMethod> methods, List<MediaType> consumes, List<MediaType> produces) {

		boolean allows(HttpMethod method) {
			return this.methods.isEmpty() || this.methods.contains(method)
					|| (method == HttpMethod.HEAD && this.methods.contains(HttpMethod.GET));
		}

		boolean consumes(MediaType contentType) {
			return this.consumes.isEmpty() || this.consumes.stream().anyMatch((type) -> type.includes(contentType));
		}

		boolean producesOneOf(List<MediaType> acceptable) {
			for (MediaType wanted : acceptable) {
				if (produces(wanted)) {
					return true;
				}
			}
			return false;
		}

		boolean produces(MediaType wanted) {
			return this.produces.isEmpty() || this.produces.stream().anyMatch(wanted::isCompatibleWith);
		}

	}

	/**
	 * The handler method and how it is run.
	 *
	 * @param type the class of the bean, without a proxy around it
	 * @param invoker calls the method
	 * @param resultWriter writes what it returns
	 * @param blocking whether it may block
	 * @param preset what its annotations say about the response
	 * @param interceptors what comes before and after it
	 * @param bodyNeed what it needs of the request body
	 */
	record Handler(Class<?> type, HandlerInvoker invoker, ResultWriter resultWriter, boolean blocking,
			ResponsePreset preset, Interceptors interceptors, Argument.BodyNeed bodyNeed) {

		Handler(Class<?> type, HandlerInvoker invoker, ResultWriter resultWriter, boolean blocking,
				ResponsePreset preset, Interceptors interceptors) {
			this(type, invoker, resultWriter, blocking, preset, interceptors, invoker.bodyNeed());
		}

	}

}
