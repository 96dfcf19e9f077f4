package io.fastcgi.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The params of a request while it is put together.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ParamList {

	private final List<NameValuePair> params = new ArrayList<>();

	void add(NameValuePair param) {
		this.params.add(param);
	}

	// Sets a param, where it is or else at the end, or removes it.
	void set(String name, @Nullable String value) {
		if (value == null) {
			this.params.removeIf((param) -> param.nameAsString().equals(name));
			return;
		}
		int index = indexOf(name);
		if (index != -1) {
			this.params.set(index, NameValuePair.of(name, value));
		}
		else {
			this.params.add(NameValuePair.of(name, value));
		}
	}

	// Sets CONTENT_LENGTH, where it is or else at the front as SCGI wants it.
	void setContentLength(String value) {
		if (indexOf("CONTENT_LENGTH") == -1) {
			this.params.add(0, NameValuePair.of("CONTENT_LENGTH", value));
		}
		set("CONTENT_LENGTH", value);
	}

	@Nullable String get(String name) {
		int index = indexOf(name);
		return (index != -1) ? this.params.get(index).valueAsString() : null;
	}

	private int indexOf(String name) {
		for (int i = 0; i < this.params.size(); i++) {
			if (this.params.get(i).nameAsString().equals(name)) {
				return i;
			}
		}
		return -1;
	}

	List<NameValuePair> toList() {
		return List.copyOf(this.params);
	}

	// The name of the param that carries a header field.
	static String nameOfHeader(String field) {
		String name = field.toUpperCase(Locale.ROOT).replace('-', '_');
		return switch (name) {
			case "CONTENT_TYPE", "CONTENT_LENGTH" -> name;
			default -> "HTTP_" + name;
		};
	}

}
