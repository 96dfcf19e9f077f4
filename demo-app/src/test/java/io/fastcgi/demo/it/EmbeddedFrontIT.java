package io.fastcgi.demo.it;

import java.net.URI;

/**
 * The demo behind its embedded front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
class EmbeddedFrontIT extends FrontEndContract {

	EmbeddedFrontIT(DemoProcess demo) {
		super(demo);
	}

	@Override
	URI uri() {
		return URI.create("http://127.0.0.1:" + this.demo.frontPort());
	}

}
