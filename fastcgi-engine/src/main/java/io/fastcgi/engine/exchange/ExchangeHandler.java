package io.fastcgi.engine.exchange;

/**
 * Serves requests.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExchangeHandler {

	/**
	 * Serve a request. Called on the event loop of the connection when the params are
	 * complete and before the input is; it must not block. The request goes on until
	 * {@link Exchange#end()} is called, here or later, on this thread or another.
	 * @param exchange the request
	 * @throws Exception if the request cannot be served; it is ended as
	 * {@link Refusal#HANDLER_FAILED} then
	 */
	void handle(Exchange exchange) throws Exception;

}
