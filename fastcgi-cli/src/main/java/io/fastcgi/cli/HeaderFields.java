package io.fastcgi.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.fastcgi.test.TestRequest;

/**
 * The header fields of a request. Params have room for one value of each, so several are
 * put into one as CGI demands (RFC 3875, section 4.1.18).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeaderFields {

	private final Map<String, Optional<String>> fields = new LinkedHashMap<>();

	static HeaderFields of(RequestOptions options) {
		HeaderFields fields = new HeaderFields();
		if (options.userAgent != null) {
			fields.set("User-Agent", options.userAgent);
		}
		if (options.user != null) {
			fields.set("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(options.user.getBytes(StandardCharsets.UTF_8)));
		}
		options.cookies.forEach((cookie) -> fields.add(new Header("Cookie", cookie)));
		HeaderFields explicit = new HeaderFields();
		options.headers.forEach(explicit::add);
		fields.fields.putAll(explicit.fields);
		return fields;
	}

	private void set(String name, String value) {
		this.fields.put(name.toLowerCase(Locale.ROOT), Optional.of(value));
	}

	private void add(Header header) {
		String name = header.name().toLowerCase(Locale.ROOT);
		String separator = name.equals("cookie") ? "; " : ", ";
		this.fields.merge(name, Optional.ofNullable(header.value()),
				(present, added) -> present.flatMap((first) -> added.map((second) -> first + separator + second))
					.or(() -> added));
	}

	void applyTo(TestRequest request) {
		this.fields.forEach((name, value) -> request.header(name, value.orElse(null)));
	}

}
