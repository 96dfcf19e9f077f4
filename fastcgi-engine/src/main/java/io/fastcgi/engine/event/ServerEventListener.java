package io.fastcgi.engine.event;

import java.net.SocketAddress;
import java.util.List;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;

/**
 * Told what happens in the server, for metrics and logs. Methods are called on event
 * loops and on the threads of handlers, at any time and several at once; they must be
 * quick and must not throw. {@link #requestEnded} is the last that is said of a request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface ServerEventListener {

	/**
	 * A front end connected.
	 * @param frontEnd its address
	 */
	default void connectionOpened(SocketAddress frontEnd) {
	}

	/**
	 * A connection that was opened is closed.
	 * @param frontEnd the address of the front end
	 */
	default void connectionClosed(SocketAddress frontEnd) {
	}

	/**
	 * A peer was turned away.
	 * @param frontEnd its address
	 * @param refusal the reason
	 * @param description what is wrong and what to change
	 */
	default void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
	}

	/**
	 * Bytes came in.
	 * @param count the number of bytes
	 */
	default void bytesReceived(int count) {
	}

	/**
	 * Bytes are on their way out.
	 * @param count the number of bytes
	 */
	default void bytesSent(int count) {
	}

	/**
	 * A request is about to be handed to the handler.
	 * @param exchange the request
	 */
	default void requestStarted(Exchange exchange) {
	}

	/**
	 * A request that was started is over. Called once for each of them.
	 * @param exchange the request
	 */
	default void requestEnded(Exchange exchange) {
	}

	/**
	 * A request was refused, before or after it was started.
	 * @param frontEnd the address of the front end
	 * @param refusal the reason
	 */
	default void requestRefused(SocketAddress frontEnd, Refusal refusal) {
	}

	/**
	 * A request that was started was aborted.
	 * @param exchange the request
	 * @param reason the reason
	 */
	default void requestAborted(Exchange exchange, AbortReason reason) {
	}

	/**
	 * A handler threw an exception, or ended without a response.
	 * @param exchange the request
	 * @param cause what the handler threw
	 */
	default void handlerFailed(Exchange exchange, Throwable cause) {
	}

	/**
	 * A handler of a SCGI request wrote to its error stream, for which SCGI has no place.
	 * @param exchange the request
	 * @param text the text
	 */
	default void errorOutput(Exchange exchange, String text) {
	}

	/**
	 * Somebody missed a deadline.
	 * @param frontEnd the address of the front end
	 * @param deadline the deadline
	 */
	default void timedOut(SocketAddress frontEnd, Deadline deadline) {
	}

	/**
	 * Input that no handler had read yet was put into a temporary file, so that it is not
	 * in the way of other requests.
	 * @param count the number of bytes
	 */
	default void inputSpooled(int count) {
	}

	/**
	 * A front end, or something that is none, broke the protocol.
	 * @param frontEnd its address
	 * @param description what is wrong
	 */
	default void protocolError(SocketAddress frontEnd, String description) {
	}

	/**
	 * Combine listeners into one, which throws nothing.
	 * @param listeners the listeners, told in this order
	 * @return a listener that tells them all and logs what they throw
	 */
	static ServerEventListener of(List<ServerEventListener> listeners) {
		boolean combined = listeners.size() == 1 && listeners.get(0) instanceof CompositeEventListener;
		return (combined) ? listeners.get(0) : new CompositeEventListener(listeners);
	}

}
