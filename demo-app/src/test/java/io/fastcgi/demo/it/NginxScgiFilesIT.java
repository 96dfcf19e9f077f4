package io.fastcgi.demo.it;

/**
 * Files of the demo that nginx sends with {@code scgi_pass}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxScgiFilesIT extends NginxFilesContract {

	NginxScgiFilesIT() {
		super("guestbook-scgi.conf");
	}

}
