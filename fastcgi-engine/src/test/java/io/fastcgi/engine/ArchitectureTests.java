package io.fastcgi.engine;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may know whom.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ArchitectureTests {

	private static final String ENGINE = "io.fastcgi.engine";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ENGINE);

	@Test
	void allClassesAreThere() {
		assertThat(classes).hasSizeGreaterThan(60);
	}

	@Test
	void engineKnowsNettyOnly() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ENGINE + "..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "javax.net.ssl", "jdk.net", "io.netty..", "org.jspecify.annotations",
					ENGINE + "..")
			.check(classes);
	}

	@Test
	void codecAndTransportAndMemoryAndExchangeKnowNoOtherPackage() {
		for (String name : new String[] { "codec", "transport", "memory", "exchange" }) {
			ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(ENGINE + "." + name)
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage("java..", "io.netty..", "org.jspecify.annotations", ENGINE + "." + name)
				.check(classes);
		}
	}

	@Test
	void eventKnowsExchangeOnly() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ENGINE + ".event")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "io.netty..", "org.jspecify.annotations", ENGINE + ".event",
					ENGINE + ".exchange")
			.check(classes);
	}

	@Test
	void accessKnowsNoConnection() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ENGINE + ".access")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ENGINE + ".connection", ENGINE + ".codec")
			.check(classes);
	}

	@Test
	void nobodyKnowsTheTop() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ENGINE + ".*..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ENGINE)
			.check(classes);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching(ENGINE + ".(*)..").should().beFreeOfCycles().check(classes);
	}

}
