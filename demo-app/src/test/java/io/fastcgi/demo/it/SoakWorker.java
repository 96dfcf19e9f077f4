package io.fastcgi.demo.it;

import java.util.Random;

/**
 * Something that is done again and again while the demo is under load.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FunctionalInterface
interface SoakWorker {

	/**
	 * Do it once, which takes seconds at most.
	 * @param random decides what is left open
	 * @return how much was done
	 * @throws Exception if the demo did not do its part
	 */
	int round(Random random) throws Exception;

}
