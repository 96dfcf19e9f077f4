package io.fastcgi.spring.observation;

import java.util.Locale;
import java.util.Objects;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestOutcome;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Key values of bounded cardinality, with the names that Spring gives them for HTTP.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class DefaultFastCgiServerObservationConvention implements FastCgiServerObservationConvention {

	private static final KeyValue NO_EXCEPTION = KeyValue.of("exception", "none");

	@Override
	public String getName() {
		return "fastcgi.server.requests";
	}

	@Override
	public String getContextualName(FastCgiServerObservationContext context) {
		FastCgiRequest request = request(context);
		return "fastcgi " + method(request).toLowerCase(Locale.ROOT) + " " + uri(request, context.getResponse());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(FastCgiServerObservationContext context) {
		FastCgiRequest request = request(context);
		RequestOutcome outcome = context.getResponse();
		return KeyValues.of(exception(outcome), KeyValue.of("method", method(request)),
				KeyValue.of("outcome", outcome(outcome)),
				KeyValue.of("protocol", request.exchange().protocol().toString()),
				KeyValue.of("role", request.role().name().toLowerCase(Locale.ROOT)),
				KeyValue.of("status", status(outcome)), KeyValue.of("uri", uri(request, outcome)));
	}

	private static FastCgiRequest request(FastCgiServerObservationContext context) {
		return Objects.requireNonNull(context.getCarrier());
	}

	private static String method(FastCgiRequest request) {
		HttpMethod method = request.method();
		for (HttpMethod known : HttpMethod.values()) {
			if (known.equals(method)) {
				return known.name();
			}
		}
		return "UNKNOWN";
	}

	private static String uri(FastCgiRequest request, @Nullable RequestOutcome outcome) {
		PathPattern pattern = request.pattern();
		if (pattern != null) {
			return pattern.getPatternString();
		}
		return (outcome != null && outcome.status() == HttpStatus.NOT_FOUND.value()) ? "NOT_FOUND" : "UNKNOWN";
	}

	private static KeyValue exception(@Nullable RequestOutcome outcome) {
		Throwable error = (outcome != null) ? outcome.error() : null;
		return (error != null) ? KeyValue.of("exception", ClassUtils.getShortName(error.getClass())) : NO_EXCEPTION;
	}

	private static String status(@Nullable RequestOutcome outcome) {
		return (outcome != null && !outcome.aborted()) ? Integer.toString(outcome.status()) : "UNKNOWN";
	}

	private static String outcome(@Nullable RequestOutcome outcome) {
		if (outcome == null) {
			return "UNKNOWN";
		}
		if (outcome.aborted()) {
			return "ABORTED";
		}
		HttpStatus.Series series = HttpStatus.Series.resolve(outcome.status());
		if (series == null) {
			return "UNKNOWN";
		}
		return switch (series) {
			case INFORMATIONAL -> "INFORMATIONAL";
			case SUCCESSFUL -> "SUCCESS";
			case REDIRECTION -> "REDIRECTION";
			case CLIENT_ERROR -> "CLIENT_ERROR";
			case SERVER_ERROR -> "SERVER_ERROR";
		};
	}

}
