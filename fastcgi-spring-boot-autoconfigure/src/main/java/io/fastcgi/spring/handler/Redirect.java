package io.fastcgi.spring.handler;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Result that sends the client elsewhere.
 *
 * @param location where to, absolute or relative to the request
 * @param status a status of the series 3xx
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Redirect(URI location, HttpStatus status) {

	/**
	 * Create a redirect.
	 * @param location where to
	 * @param status a status of the series 3xx
	 */
	public Redirect {
		Assert.isTrue(status.is3xxRedirection(), () -> status + " is no redirection");
	}

	/**
	 * Redirect to a page that is to be fetched with {@code GET}, as after a form was
	 * posted (303).
	 * @param template the URI, with variables in braces
	 * @param variables the values of the variables, encoded where that is necessary
	 * @return the redirect
	 */
	public static Redirect to(String template, Object... variables) {
		return new Redirect(expand(template, variables), HttpStatus.SEE_OTHER);
	}

	/**
	 * Redirect for this time, with the same method and body (307).
	 * @param template the URI, with variables in braces
	 * @param variables the values of the variables, encoded where that is necessary
	 * @return the redirect
	 */
	public static Redirect temporarilyTo(String template, Object... variables) {
		return new Redirect(expand(template, variables), HttpStatus.TEMPORARY_REDIRECT);
	}

	/**
	 * Redirect for good, with the same method and body (308).
	 * @param template the URI, with variables in braces
	 * @param variables the values of the variables, encoded where that is necessary
	 * @return the redirect
	 */
	public static Redirect permanentlyTo(String template, Object... variables) {
		return new Redirect(expand(template, variables), HttpStatus.PERMANENT_REDIRECT);
	}

	private static URI expand(String template, Object... variables) {
		return UriComponentsBuilder.fromUriString(template).encode().buildAndExpand(variables).toUri();
	}

}
