package io.fastcgi.spring.handler.dispatch;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fastcgi.engine.exchange.AbortableTask;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work for a request, one after the other, each in the scope of its
 * observation.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestThreads {

	private final DefaultFastCgiRequest request;

	private final HandlerExecution execution;

	private final RequestObservation observation;

	private final RequestEnd end;

	private volatile @Nullable Thread blocking;

	RequestThreads(DefaultFastCgiRequest request, HandlerExecution execution, RequestObservation observation,
			RequestEnd end) {
		this.request = request;
		this.execution = execution;
		this.observation = observation;
		this.end = end;
	}

	/**
	 * Return whether this thread belongs to the request and may block.
	 * @return whether it is one of the executor
	 */
	boolean mayBlock() {
		return Thread.currentThread() == this.blocking;
	}

	/**
	 * Do something on this thread.
	 * @param work what to do
	 */
	void here(Runnable work) {
		try {
			this.observation.run(work);
		}
		catch (Throwable ex) {
			this.end.fail(ex);
		}
	}

	/**
	 * Do something on a thread that may block, and that has no context yet.
	 * @param work what to do
	 * @param abandon what to do there in place of it if the request ends before
	 * @return {@code false} if there is no room for it
	 */
	boolean submit(Runnable work, Runnable abandon) {
		AtomicBoolean begun = new AtomicBoolean();
		AbortableTask task = AbortableTask.of(this.request.exchange(), () -> {
			begun.set(true);
			runBlocking(() -> here(work));
		});
		try {
			this.execution.executor().execute(() -> {
				task.run();
				if (!begun.get()) {
					abandon.run();
				}
			});
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/**
	 * Take the context of this thread along to another one.
	 * @param work what to do there
	 * @return what to do there, in the context of this thread
	 */
	Runnable propagate(Runnable work) {
		return this.execution.propagation().decorate(work);
	}

	private void runBlocking(Runnable work) {
		this.blocking = Thread.currentThread();
		this.request.response().blocking(true);
		try {
			work.run();
		}
		finally {
			if (mayBlock()) {
				this.blocking = null;
			}
		}
	}

}
