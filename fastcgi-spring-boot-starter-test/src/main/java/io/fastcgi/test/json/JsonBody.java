package io.fastcgi.test.json;

import org.assertj.core.api.AssertFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.test.http.HttpMessageContentConverter;
import org.springframework.test.json.JsonContent;
import org.springframework.test.json.JsonContentAssert;

/**
 * Spring's assertions about JSON, for the body of a response.
 *
 * <pre class="code">
 * assertThat(response).body(json()).extractingPath("$.name").isEqualTo("you");
 * </pre>
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see io.fastcgi.test.TestResponseAssert#body(AssertFactory)
 */
public final class JsonBody {

	private JsonBody() {
	}

	/**
	 * Assertions that compare documents and look at paths.
	 * @return makes assertions of a document
	 */
	public static AssertFactory<String, JsonContentAssert> json() {
		return factory(null);
	}

	/**
	 * Assertions that can convert documents to objects, too.
	 * @param converter converts, such as
	 * {@code HttpMessageContentConverter.of(new JacksonJsonHttpMessageConverter())}
	 * @return makes assertions of a document
	 */
	public static AssertFactory<String, JsonContentAssert> json(HttpMessageContentConverter converter) {
		return factory(converter);
	}

	private static AssertFactory<String, JsonContentAssert> factory(@Nullable HttpMessageContentConverter converter) {
		return (document) -> new JsonContent(document, converter).assertThat();
	}

}
