package guide.quickstart;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

// tag::greetings[]
@FastCgiHandler("/greetings")
class Greetings {

	@FastCgiHandler(path = "/{name}", method = RequestMethod.GET)
	String greet(@PathVariable String name, @CgiParam("REMOTE_ADDR") String client) {
		return "Hello " + name + " from " + client;
	}

}
// end::greetings[]
