package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.fastcgi.engine.exchange.ExchangeInput;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Input of a request for which there is none.
 *
 * @param eventLoop where callbacks are called
 * @param onFailure takes the exceptions that they throw
 * @author FastCGI Spring Boot maintainers
 */
record NoInput(EventExecutor eventLoop, Consumer<Throwable> onFailure) implements ExchangeInput {

	@Override
	public @Nullable ByteBuf read() {
		return null;
	}

	@Override
	public State state() {
		return State.COMPLETE;
	}

	@Override
	public void onReadable(Runnable callback) {
		if (this.eventLoop.inEventLoop()) {
			call(callback);
		}
		else {
			Callbacks.run(this.eventLoop, () -> call(callback));
		}
	}

	private void call(Runnable callback) {
		try {
			callback.run();
		}
		catch (Throwable ex) {
			this.onFailure.accept(ex);
		}
	}

	@Override
	public long expectedLength() {
		return -1;
	}

}
