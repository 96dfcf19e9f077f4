package io.fastcgi.spring.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fastcgi.engine.FastCgiServer;
import io.netty.channel.ChannelHandler;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiRuntimeHints}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	FastCgiRuntimeHintsTests() {
		new FastCgiRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void isRegistered() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)).hasAtLeastOneElementOfType(FastCgiRuntimeHints.class);
	}

	@Test
	void letsNettyAskEachChannelHandlerForItsMethods() {
		assertThat(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(FastCgiServer.class.getPackageName())
			.stream()
			.filter((type) -> type.isAssignableTo(ChannelHandler.class))
			.map(JavaClass::getName)).hasSizeGreaterThan(5)
			.allSatisfy((name) -> assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(name)))
				.accepts(this.hints));
	}

	@Test
	void letsTheEngineLookForTransports() {
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("io.netty.channel.epoll.Epoll")))
			.accepts(this.hints);
	}

}
