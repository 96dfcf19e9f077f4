package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example for Kubernetes: what can be checked of it without Kubernetes.
 *
 * @author FastCGI Spring Boot maintainers
 */
class KubernetesIT {

	private static final String SOCKET_DIRECTORY = "/run/guestbook";

	private final Manifests manifests = Manifests.read();

	@TempDir
	private Path directory;

	KubernetesIT() throws IOException {
	}

	@Test
	void whatTheManifestsReferToIsThere() {
		assertThat(List.of(this.manifests.deployment().getSpec().getSelector().getMatchLabels(),
				this.manifests.service().getSpec().getSelector(),
				this.manifests.budget().getSpec().getSelector().getMatchLabels()))
			.containsOnly(this.manifests.pod().getMetadata().getLabels());
		assertThat(containers().flatMap((container) -> container.getPorts().stream()))
			.extracting(ContainerPort::getName)
			.contains(this.manifests.service().getSpec().getPorts().get(0).getTargetPort().getStrVal());
		assertThat(containers().flatMap((container) -> container.getVolumeMounts().stream()))
			.extracting(VolumeMount::getName)
			.containsAll(this.manifests.pod().getSpec().getVolumes().stream().map(Volume::getName).toList());
		assertThat(this.manifests.pod().getSpec().getVolumes()).extracting(Volume::getName)
			.containsAll(containers().flatMap((container) -> container.getVolumeMounts().stream())
				.map(VolumeMount::getName)
				.toList());
		assertThat(probes()).extracting((probe) -> probe.getPort().getStrVal()).containsOnly("management");
		assertThat(this.manifests.container("app").getPorts()).extracting(ContainerPort::getName)
			.containsExactly("management");
	}

	@Test
	void noContainerMayDoMoreThanItHasTo() {
		assertThat(this.manifests.pod().getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
		assertThat(containers().map(Container::getSecurityContext)).allSatisfy((context) -> {
			assertThat(context.getAllowPrivilegeEscalation()).isFalse();
			assertThat(context.getReadOnlyRootFilesystem()).isTrue();
			assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
		});
	}

	@Test
	void applicationServesLongerThanNginxAsksAndIsNotKilledBefore() {
		Duration drainDelay = DurationStyle.detectAndParse(variable("FASTCGI_SERVER_DRAINDELAY"));
		long nginx = this.manifests.container("nginx").getLifecycle().getPreStop().getSleep().getSeconds();
		assertThat(drainDelay).isGreaterThan(Duration.ofSeconds(nginx));
		// The default of spring.lifecycle.timeout-per-shutdown-phase
		assertThat(this.manifests.pod().getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(30);
	}

	/**
	 * A directory whose group its files get is what {@code fsGroup} makes of a volume.
	 */
	@Test
	void applicationAndNginxRunWithWhatThePodSays() throws Exception {
		Files.setAttribute(this.directory, "unix:mode", 02777);
		if (Files.getOwner(this.directory).getName().equals("root")) {
			// That of the workers of an nginx that root starts without saying otherwise
			Files.setAttribute(this.directory, "posix:group",
					FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName("nogroup"));
		}
		try (ChildProcess app = startApplication(); FrontEndProcess nginx = startNginx()) {
			app.await("FastCGI started on path " + this.directory.resolve("app.sock") + " \\(fastcgi, scgi\\)$");
			HttpTester management = new HttpTester(
					URI.create("http://127.0.0.1:" + app.await("Jetty started on port (\\d+)").group(1)));
			app.await("Started DemoApplication");
			for (HTTPGetAction probe : probes().toList()) {
				assertThat(management.get(probe.getPath()).statusCode()).as(probe.getPath()).isEqualTo(200);
			}
			assertNothingElseIsSaid(management);
			HttpTester http = new HttpTester(nginx.uri());
			assertThat(http.get("/hello/you").body()).startsWith("Hello you for the ");
			assertThat(http.send(http.request("/api/whoami").header("Authorization", "Basic YWRhOmE=")).body())
				.contains("REMOTE_ADDR")
				.doesNotContain("REMOTE_USER");
			app.terminate();
			app.await("FastCGI serves for another 10000 ms");
			assertThat(http.get("/hello/you").body()).startsWith("Hello you for the ");
			assertThat(app.awaitExit()).isZero();
		}
	}

	/**
	 * Everybody in the cluster reaches the port.
	 */
	private static void assertNothingElseIsSaid(HttpTester management) throws Exception {
		assertThat(management.get("/actuator/health").body()).doesNotContain("details");
		for (String endpoint : List.of("fastcgi", "info", "metrics", "env")) {
			assertThat(management.get("/actuator/" + endpoint).statusCode()).as(endpoint).isEqualTo(404);
		}
	}

	private ChildProcess startApplication() {
		List<String> command = new ArrayList<>(List.of("env"));
		for (EnvVar variable : this.manifests.container("app").getEnv()) {
			command.add(variable.getName() + "="
					+ variable.getValue().replace(SOCKET_DIRECTORY, this.directory.toString()));
		}
		command.addAll(DemoProcess.command(List.of("management.server.port=0", "management.server.address=127.0.0.1")));
		return ChildProcess.start(this.directory, command);
	}

	private FrontEndProcess startNginx() throws IOException {
		Recipe recipe = Recipe.ofExample("kubernetes/guestbook.conf")
			.with("unix:" + SOCKET_DIRECTORY, "unix:" + this.directory)
			.with("listen 8080;", "listen 127.0.0.1:8080;");
		return Nginx.start(recipe, 0);
	}

	private Stream<Container> containers() {
		return this.manifests.pod().getSpec().getContainers().stream();
	}

	private Stream<HTTPGetAction> probes() {
		Container app = this.manifests.container("app");
		return Stream.of(app.getStartupProbe(), app.getLivenessProbe(), app.getReadinessProbe()).map(Probe::getHttpGet);
	}

	private String variable(String name) {
		return this.manifests.container("app")
			.getEnv()
			.stream()
			.filter((variable) -> variable.getName().equals(name))
			.map(EnvVar::getValue)
			.findFirst()
			.orElseThrow();
	}

}
