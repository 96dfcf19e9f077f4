package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Role;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a FastCGI connection by their ids, and what may still come for those that
 * have ended. What a request holds is taken and given back here. For the event loop only.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ActiveRequests {

	private final IntObjectMap<RequestState> requests = new IntObjectHashMap<>(4);

	private final LateInput lateInput = new LateInput();

	private final ConnectionRegistry registry;

	private final int limit;

	private boolean shared;

	private boolean overlapped;

	ActiveRequests(ConnectionRegistry registry, int limit) {
		this.registry = registry;
		this.limit = limit;
	}

	@Nullable RequestState get(int id) {
		return this.requests.get(id);
	}

	/**
	 * Return the requests.
	 * @return a copy, because requests may end while somebody looks at them
	 */
	List<RequestState> all() {
		return new ArrayList<>(this.requests.values());
	}

	boolean isEmpty() {
		return this.requests.isEmpty();
	}

	boolean isSeveral() {
		return this.requests.size() > 1;
	}

	/**
	 * Take a place for a request, which is given back at its {@link #end}.
	 * @return {@code false} if the connection or the server has as many as it may have
	 */
	boolean reserve() {
		return this.requests.size() < this.limit && this.registry.beginRequest();
	}

	/**
	 * Begin a request that has a place.
	 * @param request the request
	 */
	void begin(RequestState request) {
		this.lateInput.begun(request.id());
		this.requests.put(request.id(), request);
		this.overlapped |= isSeveral();
		this.shared |= this.overlapped;
	}

	/**
	 * End a request, be it that it has no exchange yet. What it holds is given back once,
	 * also when the attempt to answer it fails and it is ended again.
	 * @param request the request
	 */
	void end(RequestState request) {
		if (this.requests.remove(request.id()) == null) {
			return;
		}
		this.registry.endRequest();
		request.params().release();
		this.lateInput.ended(request);
		request.input().discard();
	}

	/**
	 * Note that a request was turned away when it had hardly begun.
	 * @param id the request id
	 * @param role the role
	 */
	void turnedAway(int id, Role role) {
		this.overlapped |= !isEmpty();
		this.lateInput.turnedAway(id, role);
	}

	/**
	 * Return the request that the connection is used for alone.
	 * @return the only request, {@code null} if there were others at the same time, now
	 * or before: the next one of a front end that shares connections may be on its way
	 */
	@Nullable RequestState onlyOne() {
		return (this.overlapped || isEmpty()) ? null : this.requests.values().iterator().next();
	}

	/**
	 * Take note of a record of a request that is not active.
	 * @param id the request id
	 * @param type the record type
	 * @param readable whether the record has content
	 * @return whether there was reason to send it
	 */
	boolean receiveLate(int id, int type, boolean readable) {
		return this.lateInput.receive(id, type, readable);
	}

	/**
	 * Return whether nothing more can come that belongs to a request.
	 * @return whether all input was received
	 */
	boolean isInputComplete() {
		return this.requests.isEmpty() && this.lateInput.isEmpty();
	}

	/**
	 * Note that the front end is about to let requests share the connection.
	 */
	void share() {
		this.shared = true;
	}

	/**
	 * Return whether the front end lets requests share the connection.
	 * @return whether the next one may begin at any moment
	 */
	boolean isShared() {
		return this.shared;
	}

	RequestState ownerOf(InputQueue stream) {
		for (RequestState request : this.requests.values()) {
			if (request.input().has(stream)) {
				return request;
			}
		}
		throw new IllegalStateException("A stream without a request became full");
	}

}
