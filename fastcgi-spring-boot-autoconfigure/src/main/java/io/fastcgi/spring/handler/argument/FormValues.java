package io.fastcgi.spring.handler.argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.multipart.MultipartForm;
import io.fastcgi.spring.handler.multipart.MultipartForms;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a form object is made of: the query, the fields and files of a form, and the
 * variables of the path, which nothing in a form can change, because the handler was
 * chosen by them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FormValues {

	private FormValues() {
	}

	static Map<String, Object> of(FastCgiRequest request) {
		MultiValueMap<String, Object> all = new LinkedMultiValueMap<>();
		request.queryParams().forEach((name, values) -> all.addAll(name, values));
		MultipartForms.fields(request).forEach((name, values) -> all.addAll(name, values));
		MultipartForm form = MultipartForms.known(request);
		if (form != null) {
			form.files().forEach((name, files) -> all.addAll(name, files));
		}
		Map<String, Object> values = new LinkedHashMap<>();
		all.forEach((name, found) -> values.put(name, single(found)));
		values.putAll(request.pathVariables());
		return values;
	}

	private static Object single(List<Object> values) {
		return (values.size() == 1) ? values.get(0) : values;
	}

}
