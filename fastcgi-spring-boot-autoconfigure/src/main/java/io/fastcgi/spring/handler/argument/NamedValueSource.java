package io.fastcgi.spring.handler.argument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.message.ClientHeaders;
import io.fastcgi.spring.handler.message.TrustedParams;
import io.fastcgi.spring.handler.multipart.MultipartForms;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Where named values are looked up.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum NamedValueSource {

	PATH_VARIABLE("path variable") {

		@Override
		List<String> values(FastCgiRequest request, String name) {
			String value = request.pathVariables().get(name);
			return (value != null) ? List.of(value) : Collections.emptyList();
		}

		@Override
		Map<String, String> all(FastCgiRequest request) {
			return request.pathVariables();
		}

	},

	REQUEST_PARAM("request parameter") {

		@Override
		List<String> values(FastCgiRequest request, String name) {
			List<String> query = request.queryParams().getOrDefault(name, Collections.emptyList());
			List<String> form = MultipartForms.fields(request).getOrDefault(name, Collections.emptyList());
			if (form.isEmpty()) {
				return query;
			}
			List<String> values = new ArrayList<>(query);
			values.addAll(form);
			return values;
		}

		@Override
		MultiValueMap<String, String> all(FastCgiRequest request) {
			MultiValueMap<String, String> all = new LinkedMultiValueMap<>(request.queryParams());
			all.addAll(MultipartForms.fields(request));
			return all;
		}

	},

	HEADER("header") {

		@Override
		String key(String name) {
			return ClientHeaders.paramName(name);
		}

		@Override
		List<String> values(FastCgiRequest request, String param) {
			List<String> values = request.params().all(param);
			// What describes the body may come empty, which means that there is none.
			boolean isMissing = values.equals(EMPTY_VALUE) && !param.startsWith("HTTP_");
			return (isMissing) ? Collections.emptyList() : values;
		}

		@Override
		MultiValueMap<String, String> all(FastCgiRequest request) {
			return request.headers().asMultiValueMap();
		}

	},

	COOKIE("cookie") {

		@Override
		List<String> values(FastCgiRequest request, String name) {
			return request.cookies().getOrDefault(name, Collections.emptyList());
		}

		@Override
		MultiValueMap<String, String> all(FastCgiRequest request) {
			return request.cookies();
		}

	},

	CGI_PARAM("param of the front end") {

		@Override
		List<String> values(FastCgiRequest request, String name) {
			String value = request.params().get(name);
			return (value != null) ? List.of(value) : Collections.emptyList();
		}

		@Override
		Map<String, String> all(FastCgiRequest request) {
			return TrustedParams.of(request.params());
		}

	};

	private static final List<String> EMPTY_VALUE = List.of("");

	private final String label;

	NamedValueSource(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	/**
	 * Return whether a name can have several values.
	 * @return whether {@link #all} returns a {@link MultiValueMap}
	 */
	boolean isMultiple() {
		return this != PATH_VARIABLE && this != CGI_PARAM;
	}

	/**
	 * Return what a value is looked up by.
	 * @param name the name in the annotation
	 * @return the key
	 */
	String key(String name) {
		return name;
	}

	abstract List<String> values(FastCgiRequest request, String key);

	abstract Map<String, ?> all(FastCgiRequest request);

}
