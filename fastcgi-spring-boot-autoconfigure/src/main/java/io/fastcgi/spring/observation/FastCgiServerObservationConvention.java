package io.fastcgi.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of requests. A bean of this type replaces
 * {@link DefaultFastCgiServerObservationConvention}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface FastCgiServerObservationConvention extends ObservationConvention<FastCgiServerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof FastCgiServerObservationContext;
	}

}
