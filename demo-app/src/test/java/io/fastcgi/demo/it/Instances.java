package io.fastcgi.demo.it;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the demo, which keep their ports when they are restarted.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Instances implements AutoCloseable {

	private final int[] ports = { Ports.free(), Ports.free() };

	private final int[] managementPorts = { Ports.free(), Ports.free() };

	private final List<DemoProcess> processes = new ArrayList<>();

	private final String[] properties;

	private Instances(String[] properties) {
		this.properties = properties;
	}

	static Instances start(String... properties) throws Exception {
		Instances instances = new Instances(properties);
		try {
			for (int i = 0; i < 2; i++) {
				DemoProcess process = instances.start(i);
				instances.processes.add(process);
				// Its first answer may take longer than a health check waits
				process.actuator().health();
			}
			return instances;
		}
		catch (Exception ex) {
			instances.close();
			throw ex;
		}
	}

	private DemoProcess start(int index) {
		return DemoProcess.startOn(this.ports[index], this.managementPorts[index], this.properties);
	}

	DemoProcess first() {
		return this.processes.get(0);
	}

	/**
	 * Put the port of the second instance into a recipe.
	 * @param recipe the recipe
	 * @return the recipe with the port
	 */
	Recipe addSecondTo(Recipe recipe) {
		return recipe.with("127.0.0.1:9001", "127.0.0.1:" + this.ports[1]);
	}

	/**
	 * Put the management ports into a recipe.
	 * @param recipe the recipe
	 * @return the recipe with the ports
	 */
	Recipe addManagementTo(Recipe recipe) {
		return recipe.with("port 8081", "port " + this.managementPorts[0])
			.with("port 8082", "port " + this.managementPorts[1]);
	}

	/**
	 * Restart one instance after the other while clients make requests, and check that
	 * each request is answered.
	 * @param load the clients
	 * @param frontEnd the front end
	 */
	void restartUnder(ConstantLoad load, ChildProcess frontEnd) throws Exception {
		try (load) {
			try {
				for (DemoProcess process : this.processes) {
					awaitRequests(process);
				}
				restart(0);
				restart(1);
				load.stop();
			}
			finally {
				load.assertNothingLost(frontEnd);
			}
			assertThat(load.answered()).isGreaterThan(100);
		}
	}

	private void restart(int index) throws Exception {
		DemoProcess process = this.processes.get(index);
		process.process().terminate();
		assertThat(process.process().awaitExit()).isZero();
		process.assertNoTroubleLoggedSince(0);
		this.processes.set(index, start(index));
		// The other one may not stop before the front end has noticed that this one is
		// back
		awaitRequests(this.processes.get(index));
	}

	private static void awaitRequests(DemoProcess process) throws Exception {
		process.actuator().awaitMeter("fastcgi.server.connections", (count) -> count > 0);
	}

	@Override
	public void close() {
		this.processes.forEach(DemoProcess::close);
	}

}
