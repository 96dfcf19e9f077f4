package guide.testing;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.FastCgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static io.fastcgi.test.json.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

// tag::slice[]
@FastCgiTest(GreetingHandler.class)
class SliceTests {

	@MockitoBean
	Greetings greetings;

	@Autowired
	FastCgiTestClient client;

	@Test
	void saysWhatTheServiceSays() {
		given(this.greetings.greet("you")).willReturn("Goodbye");
		assertThat(this.client.get("/greetings/you").send()).hasStatusOk()
			.body(json())
			.extractingPath("$.text")
			.isEqualTo("Goodbye");
	}

}
// end::slice[]
