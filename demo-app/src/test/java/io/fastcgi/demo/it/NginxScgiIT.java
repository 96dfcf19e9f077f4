package io.fastcgi.demo.it;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind nginx with {@code scgi_pass}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxScgiIT extends NginxContract {

	NginxScgiIT(DemoProcess demo) {
		super(demo, "scgi");
	}

	@Test
	void everyRequestHasAConnectionOfItsOwn() throws Exception {
		assertThat(connectionsOf(50)).isEqualTo(50);
	}

}
