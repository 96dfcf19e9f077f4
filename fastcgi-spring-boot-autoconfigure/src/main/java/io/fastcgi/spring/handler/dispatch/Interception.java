package io.fastcgi.spring.handler.dispatch;

import java.util.List;

import io.fastcgi.spring.handler.FastCgiHandlerInterceptor;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The interceptors of one request, and how far they have come.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Interception {

	private static final Log logger = LogFactory.getLog(Interception.class);

	private final Interceptors interceptors;

	private final FastCgiRequest request;

	private volatile int called;

	private boolean returned;

	private @Nullable RequestOutcome outcome;

	private int passed;

	Interception(Interceptors interceptors, FastCgiRequest request) {
		this.interceptors = interceptors;
		this.request = request;
	}

	/**
	 * Call each interceptor until one does not want the request to go on.
	 * @return whether to call the handler method
	 * @throws Exception if an interceptor throws it
	 */
	boolean before() throws Exception {
		for (FastCgiHandlerInterceptor interceptor : all()) {
			this.called++;
			boolean goesOn = interceptor.before(this.request, this.interceptors.handler());
			this.passed++;
			if (!goesOn) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Call the interceptors when the handler method has returned, and those that were
	 * called once more if the request has ended meanwhile.
	 * @param error what was thrown, if something was
	 */
	void after(@Nullable Throwable error) {
		for (int i = this.passed - 1; i >= 0; i--) {
			try {
				all().get(i).after(this.request, this.interceptors.handler(), error);
			}
			catch (Throwable ex) {
				logger.error("An interceptor failed after " + this.request, ex);
			}
		}
		RequestOutcome ended;
		synchronized (this) {
			this.returned = true;
			ended = this.outcome;
		}
		if (ended != null) {
			tell(ended);
		}
	}

	/**
	 * Tell the interceptors how the request ended, but not before they know that the
	 * handler method has returned.
	 * @param outcome how the request ended
	 */
	void completed(RequestOutcome outcome) {
		synchronized (this) {
			boolean isKnown = this.outcome != null;
			this.outcome = outcome;
			if (isKnown || !this.returned) {
				return;
			}
		}
		tell(outcome);
	}

	private void tell(RequestOutcome outcome) {
		for (int i = this.called - 1; i >= 0; i--) {
			try {
				all().get(i).completed(this.request, this.interceptors.handler(), outcome);
			}
			catch (Throwable ex) {
				logger.error("An interceptor failed at the end of " + this.request, ex);
			}
		}
	}

	private List<FastCgiHandlerInterceptor> all() {
		return this.interceptors.all();
	}

}
