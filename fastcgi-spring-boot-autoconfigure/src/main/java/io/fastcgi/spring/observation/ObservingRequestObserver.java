package io.fastcgi.spring.observation;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.handler.RequestOutcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an {@link Observation} of each request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ObservingRequestObserver implements RequestObserver {

	private final ObservationRegistry registry;

	private final FastCgiServerObservationConvention convention;

	/**
	 * Create a new observer.
	 * @param registry where observations are made
	 * @param convention names them
	 */
	public ObservingRequestObserver(ObservationRegistry registry, FastCgiServerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public RequestObservation start(FastCgiRequest request) {
		FastCgiServerObservationContext context = new FastCgiServerObservationContext(request);
		Observation observation = Observation.start(this.convention, () -> context, this.registry);
		return new Observed(observation, context);
	}

	/**
	 * An observation under way.
	 *
	 * @param observation the observation
	 * @param context its context
	 */
	private record Observed(Observation observation,
			FastCgiServerObservationContext context) implements RequestObservation {

		@Override
		public void stop(RequestOutcome outcome) {
			this.context.setResponse(outcome);
			Throwable error = outcome.error();
			if (error != null) {
				this.observation.error(error);
			}
			this.observation.stop();
		}

		@Override
		public void run(Runnable handler) {
			try (Observation.Scope scope = this.observation.openScope()) {
				handler.run();
			}
		}

	}

}
