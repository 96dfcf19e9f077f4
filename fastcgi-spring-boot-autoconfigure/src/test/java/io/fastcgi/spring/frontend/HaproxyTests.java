package io.fastcgi.spring.frontend;

import java.time.Duration;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Haproxy}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HaproxyTests {

	@Test
	void asksForThePathInsideOfTheChroot() {
		assertThat(Applications.configure("haproxy", Applications.UNIX))
			.contains("# FILL IN the path as it is inside of HAProxy's 'chroot'.");
		assertThat(Applications.configure("haproxy", Applications.LOOPBACK)).doesNotContain("chroot");
	}

	@Test
	void speaksHttpWhateverTheDefaultsAre() {
		assertThat(Applications.configure("haproxy", Applications.LOOPBACK)).contains("backend shop\n\tmode http\n");
	}

	@ParameterizedTest
	@CsvSource({ "PT5M, 306s", "P24D, 2073606s", "P30D, 2147483s", "P36500D, 2147483s" })
	void writesNoTimeoutThatIsTooLongForHaproxy(Duration handler, String written) {
		assertThat(Applications.configure("haproxy", Limits.defaults(), Timeouts.defaults().withHandler(handler),
				Applications.LOOPBACK))
			.contains("timeout server " + written + "\n");
	}

	@ParameterizedTest
	@CsvSource({ "10, 20, 10", "20, 10, 10", "8192, 4096, 4096" })
	void sendsNoMoreRequestsThanTheApplicationTakes(int connections, int requests, int most) {
		Limits limits = Limits.builder().maxConnections(connections).maxRequests(requests).build();
		assertThat(Applications.configure("haproxy", limits, Timeouts.defaults(), Applications.LOOPBACK))
			.contains("server app 127.0.0.1:9000 proto fcgi maxconn " + most + "\n");
	}

}
