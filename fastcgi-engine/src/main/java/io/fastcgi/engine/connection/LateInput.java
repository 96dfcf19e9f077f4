package io.fastcgi.engine.connection;

import java.util.BitSet;

import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.exchange.Role;

/**
 * Which requests have ended while their front end may still be sending them input, as it
 * may: it is to be ignored (FastCGI 1.0, section 3.3).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class LateInput {

	private final BitSet stdin = new BitSet(0);

	private final BitSet data = new BitSet(0);

	void begun(int id) {
		this.stdin.clear(id);
		this.data.clear(id);
	}

	/**
	 * Note that a request has ended. Of an authorizer nobody knows whether more comes:
	 * some front ends send it an empty {@code FCGI_STDIN}, others send none.
	 * @param request the request
	 */
	void ended(RequestState request) {
		boolean authorizer = request.role() == Role.AUTHORIZER;
		InputQueue data = request.input().data();
		this.stdin.set(request.id(), authorizer || !request.input().stdin().hasEnded());
		this.data.set(request.id(), data != null && !data.hasEnded());
	}

	/**
	 * Note that a request was turned away when it had hardly begun.
	 * @param id the request id
	 * @param role the role
	 */
	void turnedAway(int id, Role role) {
		this.stdin.set(id);
		this.data.set(id, role == Role.FILTER);
	}

	/**
	 * Take note of a record of a request that is not active.
	 * @param id the request id
	 * @param type the record type
	 * @param readable whether the record has content
	 * @return whether there was reason to send it
	 */
	boolean receive(int id, int type, boolean readable) {
		return switch (type) {
			case RecordType.PARAMS -> this.stdin.get(id);
			case RecordType.STDIN -> receive(this.stdin, id, readable);
			case RecordType.DATA -> receive(this.data, id, readable);
			default -> false;
		};
	}

	private static boolean receive(BitSet open, int id, boolean readable) {
		boolean expected = open.get(id);
		if (!readable) {
			open.clear(id);
		}
		return expected;
	}

	boolean isEmpty() {
		return this.stdin.isEmpty() && this.data.isEmpty();
	}

}
