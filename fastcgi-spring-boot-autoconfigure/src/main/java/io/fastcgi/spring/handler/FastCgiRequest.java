package io.fastcgi.spring.handler;

import java.io.InputStream;
import java.net.URI;
import java.util.Map;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Request as a handler method sees it. What the front end says is in {@link #params()},
 * what the client says is in {@link #headers()}; neither finds its way into the other.
 * <p>
 * Headers, query and cookies are decoded when they are first asked for. An instance is
 * used by one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface FastCgiRequest {

	/**
	 * Return the exchange of the engine.
	 * @return the exchange
	 */
	Exchange exchange();

	/**
	 * Return what the front end says.
	 * @return the params
	 */
	default Params params() {
		return exchange().params();
	}

	/**
	 * Return the role that the front end asks for.
	 * @return the role
	 */
	default Role role() {
		return exchange().role();
	}

	/**
	 * Return the request method, {@code GET} if the front end sent none.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * Return the path as it was used for routing, still encoded.
	 * @return the path
	 */
	String path();

	/**
	 * Return path and query.
	 * @return the relative URI
	 * @throws ServerWebInputException if what the client sent is no URI, or one that
	 * would be taken to name another host
	 */
	URI uri();

	/**
	 * Return the pattern of the handler that serves the request.
	 * @return the pattern or {@code null} if no handler was found
	 */
	@Nullable PathPattern pattern();

	/**
	 * Return the variables of the path, decoded.
	 * @return the path variables
	 */
	Map<String, String> pathVariables();

	/**
	 * Return what the client says.
	 * @return the headers, read-only
	 */
	HttpHeaders headers();

	/**
	 * Return the parameters of the query.
	 * @return the query parameters, decoded
	 */
	MultiValueMap<String, String> queryParams();

	/**
	 * Return the fields of a form that the client posted, as
	 * {@code application/x-www-form-urlencoded}.
	 * @return the form fields, decoded; none if the handler reads the body itself
	 */
	MultiValueMap<String, String> formParams();

	/**
	 * Return the cookies.
	 * @return the cookie values by name
	 */
	MultiValueMap<String, String> cookies();

	/**
	 * Return the request body, from where it was read last.
	 * @return a stream that waits for the front end where it has to
	 */
	InputStream body();

	/**
	 * Return the request body if the handler has an argument that needs all of it.
	 * @return the whole body, empty if nobody asked for it
	 * @see Argument.BodyNeed#WHOLE
	 */
	byte[] gatheredBody();

	/**
	 * Return what interceptors and handlers have noted for each other.
	 * @return the attributes, to be changed at will
	 */
	Map<String, Object> attributes();

	/**
	 * Return the response to this request.
	 * @return the response
	 */
	FastCgiResponse response();

	/**
	 * Add what is called once when the request is over, in whatever way, to release what
	 * was made for it: before the last of the response is sent, or when the request is
	 * aborted; at once if it is over already. It must not block, and may be called on any
	 * thread.
	 * @param callback what to call
	 */
	void onEnd(Runnable callback);

	/**
	 * Tell the front end about an error, for its log. Over FastCGI the text goes to
	 * {@code FCGI_STDERR}, over SCGI, which has no such stream, to the log of this
	 * server. The client does not see it.
	 * @param text the text; control characters are replaced, and lines after the first
	 * are indented
	 */
	void reportError(String text);

	/**
	 * Return method and path without control characters, fit for a log.
	 * @return a short description
	 */
	@Override
	String toString();

}
