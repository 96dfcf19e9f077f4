package guide.testing;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.InMemoryWireFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryEngineTests {

	@Test
	void answers() {
		// tag::engine[]
		InMemoryAddress address = new InMemoryAddress();
		FastCgiTestClient client = FastCgiTestClient.over(new InMemoryWireFactory(address));
		try (FastCgiServer server = FastCgiServer.builder()
			.listen(ListenerSpec.inMemory(address))
			.handler((exchange) -> exchange.respondText("Hello"))
			.start()) {
			assertThat(client.get("/").send()).hasBodyText("Hello");
			assertThat(server.port()).isEqualTo(-1);
		}
		// end::engine[]
	}

}
