package io.fastcgi.demo.it;

/**
 * Files of the demo that nginx sends with {@code fastcgi_pass}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxFastCgiFilesIT extends NginxFilesContract {

	NginxFastCgiFilesIT() {
		super("guestbook-fastcgi.conf");
	}

}
