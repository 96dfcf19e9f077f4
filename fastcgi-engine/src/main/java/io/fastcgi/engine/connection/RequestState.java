package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.Role;
import org.jspecify.annotations.Nullable;

/**
 * An active request id of a FastCGI connection: first its params are collected, then it
 * has an exchange.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestState {

	private final int id;

	private final Role role;

	private final ParamsCollector params;

	private final InputQueue stdin;

	private final InputQueue data;

	private @Nullable DefaultExchange exchange;

	private int reserved;

	RequestState(int id, Role role, ParamsCollector params, InputQueue stdin, InputQueue data) {
		this.id = id;
		this.role = role;
		this.params = params;
		this.stdin = stdin;
		this.data = data;
	}

	int id() {
		return this.id;
	}

	Role role() {
		return this.role;
	}

	ParamsCollector params() {
		return this.params;
	}

	InputQueue stdin() {
		return this.stdin;
	}

	InputQueue data() {
		return this.data;
	}

	@Nullable DefaultExchange exchange() {
		return this.exchange;
	}

	void reserved(int bytes) {
		this.reserved += bytes;
	}

	/**
	 * Return how much of the budget for params the request has.
	 * @return the number of bytes
	 */
	int reserved() {
		return this.reserved;
	}

	void begin(DefaultExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Return whether the front end has sent everything. Of an authorizer nobody knows:
	 * some front ends send it an empty {@code FCGI_STDIN}, others send none.
	 * @return whether nothing more can come
	 */
	boolean isInputComplete() {
		return this.role != Role.AUTHORIZER && this.stdin.hasEnded() && this.data.hasEnded();
	}

}
