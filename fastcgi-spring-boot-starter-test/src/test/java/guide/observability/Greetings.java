package guide.observability;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.fastcgi.spring.annotation.FastCgiHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.slf4j.MDC;

// tag::greetings[]
@FastCgiHandler("/greetings")
class Greetings {

	private static final Log logger = LogFactory.getLog(Greetings.class);

	@FastCgiHandler("/blocking")
	String greet() {
		logger.info("Greeting");
		return trace();
	}

	@FastCgiHandler("/later")
	CompletionStage<String> greetLater() {
		logger.info("Greeting");
		return CompletableFuture.completedFuture(trace());
	}

	private static String trace() {
		return "Hello, this is trace " + MDC.get("traceId");
	}

}
// end::greetings[]
