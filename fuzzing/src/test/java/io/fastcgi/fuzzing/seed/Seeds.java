package io.fastcgi.fuzzing.seed;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the corpus began with.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Seeds {

	private Seeds() {
	}

	/**
	 * Make all seeds.
	 * @return the inputs by folder and name
	 */
	public static Map<String, byte[]> all() {
		Map<String, byte[]> seeds = new TreeMap<>();
		SpecificationSeeds.addTo(seeds);
		FrontEndSeeds.addTo(seeds);
		AttackSeeds.addTo(seeds);
		return seeds;
	}

}
