package guide.testing;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.AutoConfigureFastCgiTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

// tag::memory[]
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureFastCgiTestClient(inMemory = true)
class ClientBeanTests {

	@Test
	void greets(@Autowired FastCgiTestClient client) {
		assertThat(client.get("/greetings/you").send()).hasStatusOk();
	}

}
// end::memory[]
