package io.fastcgi.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Shows what the front end says about a request next to what the client says.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class WhoAmI {

	@FastCgiHandler(path = "/whoami", method = RequestMethod.GET, produces = "text/html;charset=UTF-8")
	Resource page() {
		return new ClassPathResource("pages/whoami.html");
	}

	@FastCgiHandler(path = "/api/whoami", method = RequestMethod.GET)
	Answer whoAmI(@CgiParam Map<String, String> params, HttpHeaders headers) {
		Map<String, String> frontEnd = new TreeMap<>(params);
		Map<String, List<String>> client = new TreeMap<>();
		headers.forEach(client::put);
		return new Answer(frontEnd, client);
	}

	/**
	 * Both sources, side by side.
	 *
	 * @param frontEnd the params that only the front end can set
	 * @param client the headers that the client can set to whatever it likes
	 */
	record Answer(Map<String, String> frontEnd, Map<String, List<String>> client) {
	}

}
