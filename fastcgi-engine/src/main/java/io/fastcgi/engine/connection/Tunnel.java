package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;

/**
 * What becomes of a request that is answered with status 101.
 *
 * @param exchange the request
 * @param stdin its input
 * @param output its output
 * @param registry knows whether the server is about to stop
 * @author FastCGI Spring Boot maintainers
 */
record Tunnel(Exchange exchange, InputQueue stdin, OutputQueue output, ConnectionRegistry registry) {

	private static final int SWITCHING_PROTOCOLS = 101;

	private static final int FIRST_FINAL_STATUS = 200;

	/**
	 * Return whether a response that begins with a head is not an ordinary one.
	 * @param head the head
	 * @return whether it may begin a tunnel, and nothing else
	 */
	static boolean isBegunBy(ResponseHead head) {
		return head.status() < FIRST_FINAL_STATUS;
	}

	/**
	 * Begin the tunnel, or end the request if it must not.
	 * @param head the head
	 * @return whether the request is a tunnel, so that what is written is to be sent at
	 * once
	 */
	boolean begin(ResponseHead head) {
		if (this.exchange.isEnded()) {
			return false;
		}
		if (head.status() != SWITCHING_PROTOCOLS) {
			fail("Status %d says that another response follows, which there is not in CGI", head);
		}
		else if (!this.exchange.isUpgradeRequested()) {
			fail("Status %d answers a request that asks for no other protocol", head);
		}
		else if (this.output.hasBegun()) {
			fail("Status %d must come first, but there is a response already", head);
		}
		else if (this.registry.isDraining()) {
			this.exchange.refuse(Refusal.SHUTTING_DOWN);
		}
		else if (!this.stdin.beginTunnel()) {
			fail("Status %d is no use where the front end has ended the input already", head);
		}
		else {
			open(head);
			return true;
		}
		return false;
	}

	private void open(ResponseHead head) {
		this.output.write(head);
		this.output.flush();
		if (this.registry.isDraining()) {
			// It began meanwhile, perhaps too late to be told.
			this.stdin.endTunnel();
		}
	}

	private void fail(String message, ResponseHead head) {
		this.exchange.fail(new IllegalStateException(message.formatted(head.status())));
	}

}
