package io.fastcgi.demo.it;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two instances behind a front end are restarted one after the other while clients make
 * requests. None of them may notice.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RestartIT {

	private static final String DRAINED = "haproxy/guestbook-two-drained.cfg";

	@ParameterizedTest
	@ValueSource(strings = { "guestbook-two-fastcgi.conf", "guestbook-two-scgi.conf" })
	void restartBehindNginxLosesNoRequest(String file) throws Exception {
		try (Instances instances = Instances.start();
				FrontEndProcess nginx = Nginx.start(instances.addSecondTo(Recipe.read("nginx/" + file)),
						instances.first().port())) {
			instances.restartUnder(new ConstantLoad(nginx.uri()), nginx.process());
		}
	}

	@Test
	void restartBehindHaproxyLosesNoRequest() throws Exception {
		Recipe recipe = Recipe.read("haproxy/guestbook-two.cfg");
		try (Instances instances = Instances.start();
				FrontEndProcess haproxy = Haproxy.start(instances.addManagementTo(instances.addSecondTo(recipe)),
						instances.first().port())) {
			instances.restartUnder(new ConstantLoad(haproxy.uri()), haproxy.process());
		}
	}

	/**
	 * Nothing is sent again: HAProxy has turned to the other instance before one stops,
	 * and what it has sent is answered.
	 */
	@Test
	void restartBehindHaproxyThatSendsNothingTwiceLosesNoRequest() throws Exception {
		restartAfterDrainDelay(Recipe.read(DRAINED), ConstantLoad.MORE_THAN_A_BUFFER);
	}

	@Test
	void restartBehindHaproxyThatSharesConnectionsLosesNoRequest() throws Exception {
		Recipe sharing = Recipe.read(DRAINED)
			.with("\tuse-fcgi-app", "\thttp-reuse always\n\tuse-fcgi-app")
			.with("option get-values", "option get-values\n\toption mpxs-conns\n\toption max-reqs 100");
		restartAfterDrainDelay(sharing, ConstantLoad.FITS_SHARED_CONNECTION);
	}

	private static void restartAfterDrainDelay(Recipe recipe, int length) throws Exception {
		try (Instances instances = Instances.start("fastcgi.server.drain-delay=5s");
				FrontEndProcess haproxy = Haproxy.start(instances.addManagementTo(instances.addSecondTo(recipe)),
						instances.first().port())) {
			instances.restartUnder(new ConstantLoad(haproxy.uri(), length), haproxy.process());
		}
	}

}
