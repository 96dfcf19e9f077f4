package io.fastcgi.spring.observation;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestOutcome;
import io.micrometer.observation.transport.RequestReplyReceiverContext;

/**
 * Context of the observation of a request. Trace context is looked for in the headers of
 * the client.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerObservationContext extends RequestReplyReceiverContext<FastCgiRequest, RequestOutcome> {

	/**
	 * Create a new context.
	 * @param request the request
	 */
	public FastCgiServerObservationContext(FastCgiRequest request) {
		super((carrier, key) -> carrier.headers().getFirst(key));
		setCarrier(request);
	}

}
