package io.fastcgi.spring.handler.argument;

import java.util.function.Consumer;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.handler.Cancellation;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link Cancellation} that follows an exchange.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AbortCancellation implements Cancellation {

	private final Exchange exchange;

	private volatile @Nullable AbortReason reason;

	private AbortCancellation(Exchange exchange) {
		this.exchange = exchange;
	}

	static Cancellation of(FastCgiRequest request) {
		AbortCancellation cancellation = new AbortCancellation(request.exchange());
		cancellation.exchange.onAbort((reason) -> cancellation.reason = reason);
		return cancellation;
	}

	@Override
	public @Nullable AbortReason reason() {
		return this.reason;
	}

	@Override
	public void onCancel(Consumer<AbortReason> callback) {
		this.exchange.onAbort(callback);
	}

}
