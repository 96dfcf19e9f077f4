package guide.testing;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import io.fastcgi.test.autoconfigure.FastCgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.http.HttpMessageContentConverter;

import static io.fastcgi.test.json.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

@FastCgiTest
@Import(Greetings.class)
class AssertionTests {

	@Autowired
	private FastCgiTestClient client;

	@Test
	void response() {
		TestResponse response = this.client.get("/greetings/you").send();
		// tag::response[]
		assertThat(response).hasStatusOk()
			.hasContentType("application/json")
			.doesNotHaveHeader("Location")
			.hasAppStatus(0)
			.hasNoStderr();
		assertThat(response).bodyText().contains("Hello you");
		// end::response[]
	}

	@Test
	void jsonBody() {
		TestResponse response = this.client.get("/greetings/you").send();
		// tag::json[]
		assertThat(response).body(json()).isLenientlyEqualTo("{'text': 'Hello you'}");
		assertThat(response).body(json()).extractingPath("$.text").isEqualTo("Hello you");
		// end::json[]
		// tag::object[]
		HttpMessageContentConverter converter = HttpMessageContentConverter.of(new JacksonJsonHttpMessageConverter());
		assertThat(response).body(json(converter))
			.convertTo(GreetingHandler.Greeting.class)
			.isEqualTo(new GreetingHandler.Greeting("Hello you"));
		// end::object[]
	}

	@Test
	void problem() {
		// tag::problem[]
		assertThat(this.client.get("/greetings/nobody").send()).hasStatus(404)
			.isProblem()
			.body(json())
			.extractingPath("$.title")
			.isEqualTo("Not Found");
		// end::problem[]
	}

}
