package io.fastcgi.spring.handler.result;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends the elements of a publisher. It asks for the next one when the front end takes
 * more.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StreamSubscriber extends AbortableSubscriber {

	private final ElementWriter elements;

	private final AtomicBoolean waiting = new AtomicBoolean();

	StreamSubscriber(ElementFormat format, ResultContext context) {
		super(context);
		this.elements = new ElementWriter(format, context.response());
	}

	@Override
	void subscribed() {
		exchange().onWritable(this::resume);
		demand();
	}

	/**
	 * Send the head if somebody waits for elements, unless there was an error already,
	 * which is being answered, perhaps by another thread.
	 */
	synchronized void open() {
		if (!isDone() && !exchange().isEnded()) {
			this.elements.open();
		}
	}

	@Override
	void next(Object element) throws Exception {
		synchronized (this) {
			this.elements.write(element);
		}
		demand();
	}

	private void demand() {
		this.waiting.set(true);
		if (exchange().isWritable()) {
			resume();
		}
	}

	private void resume() {
		if (this.waiting.compareAndSet(true, false)) {
			request(1);
		}
	}

	@Override
	void completed() {
		try {
			synchronized (this) {
				this.elements.finish();
			}
			context().complete();
		}
		catch (Throwable ex) {
			context().fail(ex);
		}
	}

}
