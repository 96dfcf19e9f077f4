package io.fastcgi.engine.connection;

import java.time.Duration;

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

	private final RequestInput input;

	private @Nullable DefaultExchange exchange;

	private @Nullable Stillness paramsWait;

	RequestState(int id, Role role, ParamsCollector params, RequestInput input) {
		this.id = id;
		this.role = role;
		this.params = params;
		this.input = input;
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

	RequestInput input() {
		return this.input;
	}

	@Nullable DefaultExchange exchange() {
		return this.exchange;
	}

	void begin(DefaultExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Look whether the params take too long. Called now and then until they are complete.
	 * @param now the time in nanoseconds
	 * @param limit how long they may take
	 * @return whether they are late
	 */
	boolean areParamsLate(long now, Duration limit) {
		if (this.paramsWait == null) {
			this.paramsWait = new Stillness(0, now);
		}
		return this.paramsWait.isLongerThan(limit, 0, now);
	}

}
