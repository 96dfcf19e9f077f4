package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HandlerThreadPool}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerThreadPoolTests {

	private static final int MANY = 10_000;

	private final CountDownLatch release = new CountDownLatch(1);

	private HandlerThreadPool pool = pool(3, 2);

	private static HandlerThreadPool pool(int threads, int queueCapacity) {
		return new HandlerThreadPool(threads, queueCapacity, Executors.defaultThreadFactory());
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.release.countDown();
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aThreadThatIsIdleGetsTheNextTask() throws InterruptedException {
		for (int i = 0; i < 20; i++) {
			run();
			awaitActive(0);
		}
		assertThat(this.pool.getLargestPoolSize()).isEqualTo(1);
		assertThat(this.pool.getCompletedTaskCount()).isEqualTo(20);
	}

	@Test
	void aThreadIsStartedWhenAllOthersAreBusy() throws InterruptedException {
		for (int i = 1; i <= 3; i++) {
			block();
			awaitActive(i);
		}
		assertThat(this.pool.getQueue()).isEmpty();
	}

	@Test
	void tasksWaitWhenThereAreAsManyThreadsAsThereMayBeAndAreRefusedWhenTheQueueIsFull() {
		for (int i = 0; i < 5; i++) {
			block();
		}
		assertThat(this.pool.getPoolSize()).isEqualTo(3);
		assertThat(this.pool.getQueue()).hasSize(2);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::block);
		this.release.countDown();
		await().until(() -> this.pool.getCompletedTaskCount() == 5);
	}

	@Test
	void aTaskThatWasRefusedTakesNoThreadFromOthers() throws InterruptedException {
		for (int i = 0; i < 5; i++) {
			block();
		}
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::block);
		}
		this.release.countDown();
		awaitActive(0);
		this.pool.setKeepAliveTime(1, TimeUnit.MICROSECONDS);
		await().until(() -> this.pool.getPoolSize() == 0);
		this.pool.setKeepAliveTime(1, TimeUnit.MINUTES);
		for (int i = 0; i < 20; i++) {
			run();
			awaitActive(0);
		}
		assertThat(this.pool.getPoolSize()).isEqualTo(1);
	}

	@Test
	void withoutAQueueATaskIsRefusedWhenAllThreadsAreBusy() throws InterruptedException {
		this.pool = pool(2, 0);
		block();
		block();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::block);
		this.release.countDown();
		awaitActive(0);
		run();
	}

	/**
	 * The only other thread is busy for all the time, so that nobody else runs a task
	 * that an ending thread has left.
	 */
	@Test
	void aTaskRunsAlthoughTheThreadThatWasIdleEndsInThatMoment() throws InterruptedException {
		this.pool = pool(2, 2);
		this.pool.setKeepAliveTime(20, TimeUnit.MICROSECONDS);
		block();
		for (int i = 0; i < MANY; i++) {
			run();
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(i % 50));
		}
	}

	@Test
	void aTaskThatThrowsTakesNoThreadFromOthers() throws InterruptedException {
		this.pool = new HandlerThreadPool(2, 2, (worker) -> {
			Thread thread = new Thread(worker);
			thread.setUncaughtExceptionHandler((failed, failure) -> {
			});
			return thread;
		});
		for (int i = 0; i < 20; i++) {
			this.pool.execute(() -> {
				throw new IllegalStateException();
			});
			awaitActive(0);
		}
		run();
		awaitActive(0);
		assertThat(this.pool.getLargestPoolSize()).isEqualTo(1);
	}

	@Test
	void nothingIsTakenAfterShutdownAndWhatWaitsIsDone() {
		for (int i = 0; i < 5; i++) {
			block();
		}
		this.pool.shutdown();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::block);
		this.release.countDown();
		await().until(this.pool::isTerminated);
		assertThat(this.pool.getCompletedTaskCount()).isEqualTo(5);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::block);
	}

	private void run() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		this.pool.execute(done::countDown);
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void block() {
		this.pool.execute(() -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private void awaitActive(int count) {
		await().until(() -> this.pool.getActiveCount() == count);
	}

}
