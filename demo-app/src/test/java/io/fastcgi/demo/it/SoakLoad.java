package io.fastcgi.demo.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workers that put the demo under load, each on a thread of its own.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SoakLoad {

	// Far longer than the last round takes
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final long seed;

	private final List<Member> members = new ArrayList<>();

	private volatile boolean failed;

	SoakLoad(long seed) {
		this.seed = seed;
	}

	SoakLoad with(String name, SoakWorker worker) {
		Random random = new Random(this.seed + this.members.size());
		this.members.add(new Member(name, worker, random, new AtomicLong()));
		return this;
	}

	/**
	 * Let the workers work, and wait until the last of them is done with what it began.
	 * @param duration after which no worker begins anything more
	 */
	void runFor(Duration duration) throws InterruptedException, ExecutionException {
		long end = System.nanoTime() + duration.toNanos();
		ExecutorService threads = Executors.newFixedThreadPool(this.members.size());
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			this.members.forEach((member) -> tasks.add(() -> runUntil(end, member)));
			Duration longest = duration.plus(PATIENCE);
			for (Future<Void> result : threads.invokeAll(tasks, longest.toMillis(), TimeUnit.MILLISECONDS)) {
				result.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Void runUntil(long end, Member member) {
		try {
			while (!this.failed && System.nanoTime() - end < 0) {
				member.done().addAndGet(member.worker().round(member.random()));
			}
			return null;
		}
		catch (Exception | AssertionError ex) {
			this.failed = true;
			throw new AssertionError("'%s' failed with seed %d after %s".formatted(member.name(), this.seed, done()),
					ex);
		}
	}

	/**
	 * Return what was done.
	 * @return the sum of what each worker has said, by its name
	 */
	Map<String, Long> done() {
		Map<String, Long> done = new LinkedHashMap<>();
		this.members.forEach((member) -> done.merge(member.name(), member.done().get(), Long::sum));
		return done;
	}

	private record Member(String name, SoakWorker worker, Random random, AtomicLong done) {
	}

}
