package io.fastcgi.engine.exchange;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * One request and its response: the seam between the protocols and whatever serves them.
 * <p>
 * Nothing here blocks. Methods may be called from any thread, the output methods by one
 * writer at a time. What is written after the exchange ended goes nowhere, so a handler
 * that was overtaken by an abort needs no special care.
 * <p>
 * A response is a CGI document (RFC 3875, section 6): a head, an empty line and a body.
 * An exchange that ends without a complete head is answered as
 * {@link Refusal#HANDLER_FAILED}, so an authorizer can never grant access by accident.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface Exchange {

	/**
	 * Return the role that the front end asks for.
	 * @return the role
	 */
	Role role();

	/**
	 * Return the protocol that carries the request.
	 * @return the wire protocol
	 */
	WireProtocol protocol();

	/**
	 * Return the params.
	 * @return the params
	 */
	Params params();

	/**
	 * Return the address of the front end, not of its client.
	 * @return the remote address of the connection; of a Unix-domain socket, whose
	 * clients have no address, the path that it listens at
	 */
	SocketAddress frontEnd();

	/**
	 * Return whether the client asks to change to another protocol, which
	 * {@code HTTP_UPGRADE} names, so that status 101 is a possible answer. Whether the
	 * front end can carry it is not known before it was tried.
	 * @return whether the request may become a tunnel
	 */
	default boolean isUpgradeRequested() {
		return role() == Role.RESPONDER && UpgradeRequest.isIn(params());
	}

	/**
	 * Return the request body, and after status 101 what the client sends in the other
	 * protocol.
	 * @return {@code FCGI_STDIN}
	 */
	ExchangeInput stdin();

	/**
	 * Return the file to filter; complete and empty unless the role is
	 * {@link Role#FILTER}.
	 * @return {@code FCGI_DATA}
	 */
	ExchangeInput data();

	/**
	 * Return the allocator of the connection.
	 * @return the allocator
	 */
	ByteBufAllocator allocator();

	/**
	 * Return the event loop of the connection. Tasks must not block.
	 * @return the event loop
	 */
	Executor eventLoop();

	/**
	 * Write the head of the response. With status 101 it is sent at once, and makes a
	 * tunnel of the request: what the client sends from then on is read from
	 * {@link #stdin()}, without a bound, and whatever is written is sent at once. That
	 * takes a request with {@link #isUpgradeRequested()}, and a front end that has not
	 * ended {@code FCGI_STDIN} or closed its side; if not, or with another status below
	 * 200, the request fails.
	 * @param head the head
	 */
	void write(ResponseHead head);

	/**
	 * Write to the response. Small pieces are gathered until {@link #flush()},
	 * {@link #end()}, or there is enough for a record.
	 * @param content the bytes, released by this method
	 */
	void write(ByteBuf content);

	/**
	 * Write a copy of bytes to the response.
	 * @param content the array
	 * @param offset the first byte
	 * @param length the number of bytes
	 */
	void write(byte[] content, int offset, int length);

	/**
	 * Write to the error stream, which front ends log. SCGI has none; there the text goes
	 * to the log of this server.
	 * @param content the bytes, released by this method
	 */
	void writeError(ByteBuf content);

	/**
	 * Send what was written.
	 */
	void flush();

	/**
	 * Return whether the connection takes more now. A writer that goes on regardless
	 * fills memory.
	 * @return whether to write
	 */
	boolean isWritable();

	/**
	 * Set what is called on the event loop each time the connection takes more again
	 * after {@link #isWritable()} said no, or the exchange was aborted. It must not
	 * block.
	 * @param callback what to call, in place of what was set before
	 */
	void onWritable(Runnable callback);

	/**
	 * End the request.
	 * @param appStatus the status that a CGI program would exit with
	 */
	void end(int appStatus);

	/**
	 * End the request with application status 0.
	 */
	default void end() {
		end(0);
	}

	/**
	 * End the request with the document for a refusal. If a part of a response was sent,
	 * it breaks off instead: the connection is closed so that the front end sees it, or
	 * if others need the connection, the application status is not zero.
	 * @param refusal the reason
	 */
	void refuse(Refusal refusal);

	/**
	 * End the request because its handler failed: the cause is reported to the server,
	 * not to the client, which gets {@link Refusal#HANDLER_FAILED}, if it is not too late
	 * for that, as with {@link #refuse}.
	 * @param cause why it failed
	 */
	void fail(Throwable cause);

	/**
	 * Return whether the request is over for its handler: ended, refused or aborted.
	 * @return whether it ended
	 */
	boolean isEnded();

	/**
	 * Return whether a part of the response is on its way, so that no other response can
	 * be given any more.
	 * @return whether something was sent
	 */
	boolean isCommitted();

	/**
	 * Add what is called on the event loop when the request is aborted; at once if it was
	 * already. It must not block.
	 * @param callback what to call
	 */
	void onAbort(Consumer<AbortReason> callback);

	/**
	 * Answer with a whole response.
	 * @param head the head
	 * @param body the body
	 */
	default void respond(ResponseHead head, byte[] body) {
		write(head);
		write(body, 0, body.length);
		end();
	}

	/**
	 * Answer with status 200 and text in UTF-8.
	 * @param text the text
	 */
	default void respondText(String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		respond(ResponseHead.of(200, "OK")
			.header("Content-Type", "text/plain;charset=UTF-8")
			.header("Content-Length", Integer.toString(body.length)), body);
	}

}
