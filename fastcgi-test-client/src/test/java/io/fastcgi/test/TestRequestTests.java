package io.fastcgi.test;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestRequest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TestRequestTests {

	private final FastCgiTestClient client = FastCgiTestClient.toPort(1);

	@Test
	void hasTheParamsOfFastcgiParamsInTheirOrder() {
		assertThat(params(this.client.get("/a%20b%2Fc%zz%4?x=%20&y?"))).containsExactly("QUERY_STRING=x=%20&y?",
				"REQUEST_METHOD=GET", "CONTENT_TYPE=", "CONTENT_LENGTH=", "SCRIPT_NAME=/a b/c%zz%4",
				"REQUEST_URI=/a%20b%2Fc%zz%4?x=%20&y?", "DOCUMENT_URI=/a b/c%zz%4", "DOCUMENT_ROOT=/srv/www",
				"SERVER_PROTOCOL=HTTP/1.1", "REQUEST_SCHEME=http", "GATEWAY_INTERFACE=CGI/1.1",
				"SERVER_SOFTWARE=fastcgi-test-client", "REMOTE_ADDR=127.0.0.1", "REMOTE_PORT=50000",
				"SERVER_ADDR=127.0.0.1", "SERVER_PORT=80", "SERVER_NAME=localhost", "REDIRECT_STATUS=200",
				"HTTP_HOST=localhost");
	}

	@Test
	void hasContentLengthFirstForScgi() {
		assertThat(params(this.client.scgi().post("/p").body("four")))
			.startsWith("CONTENT_LENGTH=4", "REQUEST_METHOD=POST")
			.contains("SCGI=1", "QUERY_STRING=")
			.doesNotContain("SCRIPT_NAME=/p");
		assertThat(params(this.client.scgi().get("/p"))).startsWith("CONTENT_LENGTH=0");
	}

	@Test
	void setsParamsInTheirPlace() {
		TestRequest request = this.client.request().param("A", "1").param("B", "2").param("A", "3");
		assertThat(params(request)).containsExactly("A=3", "B=2");
	}

	@Test
	void addsDuplicatesAndRemovesAllOfThem() {
		TestRequest request = this.client.request().addParam("A", "1").param("B", "2").addParam("A", "3");
		assertThat(params(request)).containsExactly("A=1", "B=2", "A=3");
		assertThat(params(request.withoutParam("A").param("B", null))).isEmpty();
	}

	@Test
	void carriesHeadersAsAFrontEndDoes() {
		TestRequest request = this.client.request().header("X-Some-thing", "1").header("content-type", "text/plain");
		assertThat(params(request)).containsExactly("HTTP_X_SOME_THING=1", "CONTENT_TYPE=text/plain");
	}

	@Test
	void putsContentLengthFirstWhenItIsNew() {
		TestRequest request = this.client.request().param("A", "1").body("ü");
		assertThat(params(request)).containsExactly("CONTENT_LENGTH=2", "A=1");
		assertThat(params(request.param("CONTENT_LENGTH", "5"))).containsExactly("CONTENT_LENGTH=5", "A=1");
		assertThat(params(request.body(InputStream.nullInputStream(), -1))).containsExactly("CONTENT_LENGTH=", "A=1");
	}

	@Test
	void describesTheDataOfAFilter() {
		assertThat(params(this.client.request().data(new byte[3]))).containsExactly("FCGI_DATA_LAST_MOD=0",
				"FCGI_DATA_LENGTH=3");
	}

	@Test
	void startsRequestsOfAllMethods() {
		assertThat(Stream
			.of(this.client.get("/"), this.client.post("/"), this.client.put("/"), this.client.patch("/"),
					this.client.delete("/"), this.client.head("/"), this.client.options("/"))
			.map((request) -> param(request, "REQUEST_METHOD")))
			.containsExactly("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
	}

	@Test
	void addsToTheQueryInBothParams() {
		TestRequest request = this.client.get("/p?a=b").query("c d", "ü&=");
		assertThat(param(request, "QUERY_STRING")).isEqualTo("a=b&c+d=%C3%BC%26%3D");
		assertThat(param(request, "REQUEST_URI")).isEqualTo("/p?a=b&c+d=%C3%BC%26%3D");
		assertThat(param(this.client.get("/p").query("a", "b"), "REQUEST_URI")).isEqualTo("/p?a=b");
		assertThat(params(this.client.request().query("a", "b"))).containsExactly("QUERY_STRING=a=b");
	}

	@Test
	void carriesCookiesCredentialsAndMediaTypes() {
		TestRequest request = this.client.request()
			.cookie("a", "b")
			.cookie("c", "d")
			.basicAuth("user", "påss")
			.accept("text/html", "*/*;q=0.5");
		assertThat(params(request)).containsExactly("HTTP_COOKIE=a=b; c=d", "HTTP_AUTHORIZATION=Basic dXNlcjpww6Vzcw==",
				"HTTP_ACCEPT=text/html, */*;q=0.5");
	}

	@Test
	void describesAJsonBody() {
		TestRequest request = this.client.request().json("{}");
		assertThat(params(request)).containsExactly("CONTENT_LENGTH=2", "CONTENT_TYPE=application/json");
	}

	@Test
	void hasTheDefaultsOfItsClientUntilItReplacesThem() {
		FastCgiTestClient other = this.client.withHeader("X-A", "1")
			.withParam("HTTPS", "on")
			.withParam("REMOTE_PORT", null)
			.withDefaults((request) -> request.cookie("a", "b"));
		assertThat(params(other.scgi().withTimeout(Duration.ofSeconds(1)).get("/")))
			.contains("HTTP_X_A=1", "HTTPS=on", "HTTP_COOKIE=a=b")
			.noneMatch((param) -> param.startsWith("REMOTE_PORT"));
		assertThat(param(other.get("/").header("X-A", "2"), "HTTP_X_A")).isEqualTo("2");
		assertThat(params(other.request())).isEmpty();
		assertThat(params(this.client.get("/"))).doesNotContain("HTTP_X_A=1");
	}

	private static @Nullable String param(TestRequest request, String name) {
		return request.params()
			.stream()
			.filter((param) -> param.nameAsString().equals(name))
			.map(NameValuePair::valueAsString)
			.findFirst()
			.orElse(null);
	}

	private static List<String> params(TestRequest request) {
		return request.params().stream().map(NameValuePair::toString).toList();
	}

}
