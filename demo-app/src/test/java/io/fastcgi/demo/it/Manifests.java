package io.fastcgi.demo.it;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fastcgi.frontend.Recipe;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the example tells Kubernetes, read so that a field which it does not know is an
 * error.
 *
 * @param deployment the pods
 * @param service where they are found
 * @param budget how many of them may be missing
 * @author FastCGI Spring Boot maintainers
 */
record Manifests(Deployment deployment, Service service, PodDisruptionBudget budget) {

	static Manifests read() throws IOException {
		Iterable<Object> documents = new Yaml().loadAll(Recipe.ofExample("kubernetes/guestbook.yaml").text());
		List<Object> all = StreamSupport.stream(documents.spliterator(), false).toList();
		assertThat(all).extracting("apiVersion").containsExactly("apps/v1", "v1", "policy/v1");
		assertThat(all).extracting("kind").containsExactly("Deployment", "Service", "PodDisruptionBudget");
		JsonMapper strict = JsonMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.annotationIntrospector(new NothingElse())
			.build();
		return new Manifests(strict.convertValue(all.get(0), Deployment.class),
				strict.convertValue(all.get(1), Service.class),
				strict.convertValue(all.get(2), PodDisruptionBudget.class));
	}

	PodTemplateSpec pod() {
		return this.deployment.getSpec().getTemplate();
	}

	Container container(String name) {
		return pod().getSpec()
			.getContainers()
			.stream()
			.filter((container) -> container.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The model would keep fields that it does not know.
	 */
	private static final class NothingElse extends JacksonAnnotationIntrospector {

		@Override
		public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
			return false;
		}

	}

}
