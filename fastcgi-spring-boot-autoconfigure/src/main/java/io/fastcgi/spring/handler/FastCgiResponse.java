package io.fastcgi.spring.handler;

import java.io.OutputStream;

import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatusCode;

/**
 * Response of a handler: status and headers until the body outgrows what is held back,
 * then a stream. A response that fits is sent with its length and in one piece, and can
 * be replaced by that of an error until then.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface FastCgiResponse extends HttpOutputMessage {

	/**
	 * Return the status.
	 * @return the status, 200 at first
	 */
	HttpStatusCode status();

	/**
	 * Set the status. It has no effect once the response is committed.
	 * @param status the status
	 */
	void status(HttpStatusCode status);

	/**
	 * Return the body for a message converter. Converters flush when they are done, which
	 * says nothing about the response: it is still held back.
	 * @return the body
	 */
	@Override
	OutputStream getBody();

	/**
	 * Return the body for somebody who flushes in order to send.
	 * @return the body
	 */
	OutputStream stream();

	/**
	 * Return whether status and headers were sent, so that nothing else can be answered
	 * any more.
	 * @return whether the response is on its way, or the request has ended
	 */
	boolean isCommitted();

	/**
	 * Return whether body bytes are sent, as opposed to counted.
	 * @return whether the method and the status allow a body
	 */
	boolean hasBody();

}
