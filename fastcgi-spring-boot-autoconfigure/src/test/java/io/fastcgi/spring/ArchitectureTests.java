package io.fastcgi.spring;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.fastcgi.engine.exchange.Role;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may know whom.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ArchitectureTests {

	private static final String ROOT = "io.fastcgi.spring";

	private static final String[] UNWANTED = { "jakarta.servlet..", "org.springframework.web.servlet..",
			"org.springframework.web.reactive..", "org.slf4j..", "tools.jackson.." };

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void annotationsKnowSpringAndTheRolesOnly() {
		DescribedPredicate<JavaClass> allowed = JavaClass.Predicates
			.resideInAnyPackage("java..", "org.springframework..", "org.jspecify..", ROOT + ".annotation")
			.or(DescribedPredicate.describe("the role",
					(type) -> type.getBaseComponentType().isEquivalentTo(Role.class)));
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".annotation")
			.should()
			.onlyDependOnClassesThat(allowed));
	}

	@Test
	void handlersKnowTheEngineTheAnnotationsAndSpringOnly() {
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".handler..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.apache.commons.logging", "io.netty.buffer",
					"io.netty.util.concurrent", "io.netty.handler.codec.http..", "org.reactivestreams..",
					"reactor.core.publisher", "jakarta.validation..", "io.fastcgi.engine.exchange",
					ROOT + ".annotation", ROOT + ".handler..", "org.springframework.aop..",
					"org.springframework.beans..", "org.springframework.context", "org.springframework.context.i18n",
					"org.springframework.stereotype", "org.springframework.core..", "org.springframework.http..",
					"org.springframework.util..", "org.springframework.validation..", "org.springframework.web.."));
	}

	@Test
	void nobodyNeedsServlets() {
		check(ArchRuleDefinition.noClasses().should().dependOnClassesThat().resideInAnyPackage(UNWANTED));
	}

	/**
	 * What knows them has to be a place that is not entered where they are absent.
	 */
	@Test
	void onlyOnePlaceKnowsReactorAndReactiveStreams() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ROOT + ".handler.reactive")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.reactivestreams..", "reactor.."));
	}

	@Test
	void nobodyKnowsTheAutoConfiguration() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ROOT + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".autoconfigure"));
	}

	@Test
	void onlyTheIntegrationKnowsAnOptionalLibrary() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(ROOT + ".actuate", ROOT + ".observation", ROOT + ".autoconfigure",
					ROOT + ".handler.validation")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer..", "org.springframework.boot.health..",
					"org.springframework.boot.actuate..", "jakarta.validation.."));
	}

	@Test
	void packagesHaveNoCycles() {
		check(SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
		check(SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
	}

	@Test
	void autoConfigurationsArePublicAndFinalButTheirBeanMethodsAreNot() {
		check(ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
		check(ArchRuleDefinition.methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(classes.stream().map(JavaClass::getPackage).distinct()).hasSizeGreaterThan(5)
			.allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void mostTypesAreNotPublic() {
		long isPublic = classes.stream()
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.count();
		assertThat(isPublic).isLessThan(classes.size() / 2);
	}

	private static void check(ArchRule rule) {
		rule.check(classes);
	}

}
