package guide.observability;

import io.fastcgi.spring.observation.DefaultFastCgiServerObservationConvention;
import io.fastcgi.spring.observation.FastCgiServerObservationContext;
import io.fastcgi.spring.observation.FastCgiServerObservationConvention;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import org.springframework.stereotype.Component;

// tag::convention[]
@Component
class SiteConvention implements FastCgiServerObservationConvention {

	private final FastCgiServerObservationConvention defaults = new DefaultFastCgiServerObservationConvention();

	@Override
	public String getName() {
		return "guestbook.requests";
	}

	@Override
	public String getContextualName(FastCgiServerObservationContext context) {
		return this.defaults.getContextualName(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(FastCgiServerObservationContext context) {
		return this.defaults.getLowCardinalityKeyValues(context).and(site(context));
	}

	private static KeyValue site(FastCgiServerObservationContext context) {
		String name = context.getCarrier().params().get("SERVER_NAME");
		return KeyValue.of("site", "www.example.org".equals(name) ? "www" : "other");
	}

}
// end::convention[]
