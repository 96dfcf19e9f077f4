package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;

/**
 * What becomes of a request that is answered with status 101.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Tunnel {

	private static final int SWITCHING_PROTOCOLS = 101;

	private static final int FIRST_FINAL_STATUS = 200;

	private final Exchange exchange;

	private final InputQueue stdin;

	private final OutputQueue output;

	private final ConnectionRegistry registry;

	private volatile boolean open;

	Tunnel(Exchange exchange, InputQueue stdin, OutputQueue output, ConnectionRegistry registry) {
		this.exchange = exchange;
		this.stdin = stdin;
		this.output = output;
		this.registry = registry;
	}

	/**
	 * Take a head that may begin a tunnel, or end the request if it must not.
	 * @param head the head
	 * @return {@code false} if it is the head of an ordinary response
	 */
	boolean take(ResponseHead head) {
		if (head.status() >= FIRST_FINAL_STATUS) {
			return false;
		}
		if (!this.exchange.isEnded()) {
			begin(head);
		}
		return true;
	}

	private void begin(ResponseHead head) {
		if (head.status() != SWITCHING_PROTOCOLS) {
			fail("Status %d says that another response follows, which there is not in CGI", head);
		}
		else if (!this.exchange.isUpgradeRequested()) {
			fail("Status %d answers a request that asks for no other protocol", head);
		}
		else if (this.registry.isDraining()) {
			this.exchange.refuse(Refusal.SHUTTING_DOWN);
		}
		else if (!this.stdin.beginTunnel()) {
			fail("Status %d is no use where the front end has ended the input already", head);
		}
		else {
			this.open = true;
			this.output.write(head);
			this.output.flush();
			if (this.registry.isDraining()) {
				// It began meanwhile, perhaps too late to be told.
				this.stdin.endTunnel();
			}
		}
	}

	private void fail(String message, ResponseHead head) {
		this.exchange.fail(new IllegalStateException(message.formatted(head.status())));
	}

	/**
	 * Return whether the request is a tunnel.
	 * @return whether what is written is sent at once
	 */
	boolean isOpen() {
		return this.open;
	}

}
