package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;

/**
 * What a FastCGI connection knows of its requests when a handler reads its input more
 * slowly than it comes.
 *
 * @param connection the connection
 * @param requests its requests
 * @author FastCGI Spring Boot maintainers
 */
record FastCgiInputPolicy(FastCgiConnection connection, ActiveRequests requests) implements InputFlow.Policy {

	@Override
	public boolean isPremature(InputQueue stream) {
		return this.requests.ownerOf(stream).exchange() == null;
	}

	@Override
	public boolean isShared() {
		return this.requests.isShared();
	}

	@Override
	public boolean isExclusive() {
		return !this.connection.settings().limits().isMultiplexing();
	}

	@Override
	public boolean hasSiblings() {
		return this.requests.isSeveral();
	}

	@Override
	public void giveUp(InputQueue stream) {
		RequestState request = this.requests.ownerOf(stream);
		if (request.exchange() == null) {
			this.connection.protocolError("Too much input before the params of request id %d".formatted(request.id()));
			this.connection.abort(this.connection.context(), request, AbortReason.PROTOCOL_ERROR);
		}
		else {
			this.connection.overflow(request, Refusal.INPUT_UNREAD);
		}
	}

}
