package io.fastcgi.spring.handler.argument;

import java.util.List;
import java.util.Locale;

import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * The language that somebody has chosen for the request, or the client prefers.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PreferredLocale {

	private PreferredLocale() {
	}

	static Locale of(FastCgiRequest request) {
		LocaleContext chosen = LocaleContextHolder.getLocaleContext();
		Locale locale = (chosen != null) ? chosen.getLocale() : null;
		if (locale != null) {
			return locale;
		}
		List<Locale> accepted = accepted(request);
		return (accepted.isEmpty()) ? LocaleContextHolder.getLocale() : accepted.get(0);
	}

	private static List<Locale> accepted(FastCgiRequest request) {
		try {
			return request.headers().getAcceptLanguageAsLocales();
		}
		catch (IllegalArgumentException ex) {
			// A wish that nobody understands is none.
			return List.of();
		}
	}

}
