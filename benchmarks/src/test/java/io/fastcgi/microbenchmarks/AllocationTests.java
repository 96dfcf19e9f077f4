package io.fastcgi.microbenchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the benchmarks allocate from growing unnoticed.
 *
 * @author FastCGI Spring Boot maintainers
 */
@EnabledOnJre(value = JRE.JAVA_17,
		disabledReason = "The bytes were recorded with Java 17, and other versions have objects of other sizes")
class AllocationTests {

	@Test
	void noOperationAllocatesMoreThanWasRecorded() throws Exception {
		SortedMap<String, Long> measured = new AllocationRun().measure();
		if (Boolean.getBoolean("allocations.write")) {
			RecordedAllocations.write(measured);
		}
		RecordedAllocations recorded = RecordedAllocations.read();
		List<String> complaints = new ArrayList<>();
		measured.forEach((benchmark, bytes) -> recorded.complainAbout(benchmark, bytes, complaints::add));
		assertThat(complaints)
			.as("What an operation allocates has grown, or was never recorded. Find out where with "
					+ "'scripts/microbenchmarks -prof gc NAME'. If it has to be, say why in the commit, and record it: "
					+ "mvn -pl benchmarks -am test -Dtest=AllocationTests -Dsurefire.failIfNoSpecifiedTests=false "
					+ "-Dallocations.write=true")
			.isEmpty();
	}

}
