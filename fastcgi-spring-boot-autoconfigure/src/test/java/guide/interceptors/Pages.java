package guide.interceptors;

import io.fastcgi.spring.annotation.FastCgiHandler;
import org.slf4j.MDC;

@FastCgiHandler
class Pages {

	@Public
	@FastCgiHandler("/imprint")
	String imprint() {
		return "imprint";
	}

	@FastCgiHandler("/orders")
	String orders() {
		return "orders of " + MDC.get("tenant");
	}

}
