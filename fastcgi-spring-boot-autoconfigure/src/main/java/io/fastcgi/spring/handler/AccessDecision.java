package io.fastcgi.spring.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.Assert;

/**
 * What an authorizer decides (FastCGI 1.0, section 6.3).
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public sealed interface AccessDecision {

	/**
	 * Grant access.
	 * @return the decision
	 */
	static Granted granted() {
		return new Granted(Map.of());
	}

	/**
	 * Deny access with status 403.
	 * @return the decision
	 */
	static Denied denied() {
		return denied(HttpStatus.FORBIDDEN);
	}

	/**
	 * Deny access.
	 * @param status the status that the client gets, not 200
	 * @return the decision
	 */
	static Denied denied(HttpStatusCode status) {
		return new Denied(status, new HttpHeaders(), null);
	}

	/**
	 * Access is granted.
	 *
	 * @param variables what the front end hands on to whatever serves the request, sent
	 * as {@code Variable-NAME} headers
	 * @author FastCGI Spring Boot maintainers
	 * @since 0.1.0
	 */
	record Granted(Map<String, String> variables) implements AccessDecision {

		private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

		public Granted {
			variables.keySet()
				.forEach((name) -> Assert.isTrue(NAME.matcher(name).matches(),
						() -> "'%s' cannot be the name of a variable".formatted(name)));
			variables = Map.copyOf(variables);
		}

		/**
		 * Return the same decision with one more variable.
		 * @param name the name: letters, digits, {@code _} and {@code -}
		 * @param value the value
		 * @return the decision
		 */
		public Granted variable(String name, String value) {
			Map<String, String> all = new LinkedHashMap<>(this.variables);
			all.put(name, value);
			return new Granted(all);
		}

	}

	/**
	 * Access is denied.
	 *
	 * @param status the status that the client gets, not 200
	 * @param headers the headers that the client gets
	 * @param detail what the client is told, if anything
	 * @author FastCGI Spring Boot maintainers
	 * @since 0.1.0
	 */
	record Denied(HttpStatusCode status, HttpHeaders headers, @Nullable String detail) implements AccessDecision {

		public Denied {
			Assert.isTrue(status.value() != HttpStatus.OK.value(), "Status 200 would grant access");
			headers = HttpHeaders.copyOf(headers);
		}

		/**
		 * Return the same decision with one more header.
		 * @param name the name, such as {@code WWW-Authenticate} or {@code Location}
		 * @param value the value
		 * @return the decision
		 */
		public Denied header(String name, String value) {
			HttpHeaders all = HttpHeaders.copyOf(this.headers);
			all.add(name, value);
			return new Denied(this.status, all, this.detail);
		}

		/**
		 * Return the same decision with a reason.
		 * @param detail what the client is told
		 * @return the decision
		 */
		public Denied detail(String detail) {
			return new Denied(this.status, this.headers, detail);
		}

	}

}
