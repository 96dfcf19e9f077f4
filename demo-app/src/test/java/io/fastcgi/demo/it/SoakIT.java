package io.fastcgi.demo.it;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once for as long as {@code -Dsoak.seconds=…} says: bodies of all sizes,
 * aborts, resets, slow clients, and a front end that is restarted. Nothing may be
 * answered wrongly, and nothing may grow.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SoakIT {

	private static final Log logger = LogFactory.getLog(SoakIT.class);

	private static final int SEED = 20_260_101;

	private static final int SECONDS = Integer.getInteger("soak.seconds", 25);

	private static final int MINUTE = 60;

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	@Test
	void everyAnswerIsRightAndNothingGrows() throws Exception {
		try (DemoProcess demo = DemoProcess.start(); RestartingNginx nginx = new RestartingNginx(demo)) {
			// Who asks for this the first time leaves a descriptor and a thread behind
			demo.collectGarbage();
			SoakLoad load = load(demo, nginx);
			SoakRun run = new SoakRun(demo, nginx, load);
			// What is done once is done then
			int warm = (SECONDS < 2 * MINUTE) ? SECONDS * 2 / 5 : MINUTE;
			SoakSample first = run.work(0, warm);
			for (int begin = warm; begin < SECONDS; begin += MINUTE) {
				run.work(begin, Math.min(begin + MINUTE, SECONDS)).assertFlatSince(first);
			}
			logger.info(load.done());
			assertThat(load.done()).allSatisfy((worker, done) -> assertThat(done).isPositive());
			assertThat(aborts(demo, "abort-request")).as("requests that were aborted").isPositive();
			assertThat(aborts(demo, "connection-closed")).as("requests whose connection was closed").isPositive();
			assertNoTrouble(demo);
			nginx.assertNoComplaints();
		}
	}

	private static SoakLoad load(DemoProcess demo, RestartingNginx nginx) {
		FastCgiTestClient fastcgi = FastCgiTestClient.toPort(demo.port()).withTimeout(TIMEOUT);
		FastCgiTestClient scgi = fastcgi.scgi();
		Pace dribbling = new Pace(2000, Duration.ofMillis(1));
		Pace stalling = new Pace(1_000_000, Duration.ofMillis(700));
		return new SoakLoad(SEED).with("nginx restarted", nginx)
			.with("through nginx", new HttpUser(nginx, Pace.FAST))
			.with("through nginx", new HttpUser(nginx, Pace.FAST))
			.with("through nginx, slow", new HttpUser(nginx, dribbling))
			.with("through nginx, reset", new VanishingUser(nginx))
			.with("multiplexed", new MultiplexedRequests(fastcgi))
			.with("multiplexed, in small pieces", new MultiplexedRequests(fastcgi.splitting(new Random(SEED))))
			.with("SCGI", new SingleRequests(scgi, Pace.FAST))
			.with("FastCGI, slow", new SingleRequests(fastcgi, dribbling))
			.with("SCGI, slow", new SingleRequests(scgi, dribbling))
			.with("FastCGI, stalling", new SingleRequests(fastcgi, stalling))
			.with("SCGI, stalling", new SingleRequests(scgi, stalling))
			.with("aborted", new AbortedRequests(fastcgi))
			.with("reset", new ResetConnections(fastcgi));
	}

	private static double aborts(DemoProcess demo, String reason) throws Exception {
		return demo.actuator().meter("fastcgi.server.aborts", "reason:" + reason);
	}

	// Whoever goes away or takes time is no reason to complain, or to refuse others
	private static void assertNoTrouble(DemoProcess demo) throws Exception {
		for (String meter : List.of("refusals", "timeouts", "protocol.errors", "connections.refused")) {
			assertThat(demo.actuator().meter("fastcgi.server." + meter)).as(meter).isZero();
		}
		demo.assertNoTroubleLoggedSince(0);
	}

}
