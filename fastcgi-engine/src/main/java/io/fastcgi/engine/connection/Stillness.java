package io.fastcgi.engine.connection;

import java.time.Duration;

/**
 * Tells how long a counter has not moved. It is looked at now and then, so whatever moves
 * the counter need not know the time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Stillness {

	private long lastCount;

	private long since;

	Stillness(long count, long now) {
		restart(count, now);
	}

	void restart(long count, long now) {
		this.lastCount = count;
		this.since = now;
	}

	/**
	 * Look at the counter.
	 * @param count the counter
	 * @param now the time in nanoseconds
	 * @param limit how long it may stand still
	 * @return whether it has stood still for longer
	 */
	boolean isLongerThan(Duration limit, long count, long now) {
		if (count != this.lastCount) {
			restart(count, now);
			return false;
		}
		return now - this.since >= limit.toNanos();
	}

}
