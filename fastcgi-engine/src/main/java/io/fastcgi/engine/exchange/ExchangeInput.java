package io.fastcgi.engine.exchange;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Input stream of a request, {@code FCGI_STDIN} or {@code FCGI_DATA}, that is read
 * without blocking. What was not read yet is held back up to a limit for the request and
 * for the server; beyond it the front end is not read from, so reading is the demand.
 * Where that would hold up others, input goes into a temporary file, and where there is
 * no room for it, the request may be given up.
 * <p>
 * Methods may be called from any thread, by one reader at a time.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface ExchangeInput {

	/**
	 * Take the next bytes.
	 * @return the bytes, to be released by the caller, or {@code null} if none are there
	 * now
	 */
	@Nullable ByteBuf read();

	/**
	 * Return how the stream stands after what {@link #read()} returned last.
	 * @return the state
	 */
	State state();

	/**
	 * Set what is called when there is something to do: bytes to read, or a state other
	 * than {@link State#OPEN}. It is called on the event loop, at once if there is
	 * something already, and again each time after {@link #read()} returned {@code null}.
	 * It must not block.
	 * @param callback what to call, in place of what was set before
	 */
	void onReadable(Runnable callback);

	/**
	 * Return the length that the front end announced.
	 * @return the number of bytes or {@code -1} if unknown
	 */
	long expectedLength();

	/**
	 * How an input stream stands.
	 */
	enum State {

		/**
		 * There are bytes to read, or more may come.
		 */
		OPEN,

		/**
		 * Everything was read and its length is what the front end announced, if it did.
		 */
		COMPLETE,

		/**
		 * Everything that came was read, but it is not as long as the front end
		 * announced, or the request has ended. A handler should not act on it (FastCGI
		 * 1.0, section 6.2).
		 */
		INCOMPLETE

	}

}
