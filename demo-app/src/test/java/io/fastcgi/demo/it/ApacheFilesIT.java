package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;

import io.fastcgi.frontend.Apache;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of the demo that Apache httpd sends.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ApacheFilesIT extends FrontEndFilesContract {

	private FrontEndProcess apache;

	ApacheFilesIT() {
		super("x-accel-redirect");
	}

	@BeforeAll
	void startApache() throws IOException {
		this.apache = Apache.start(Recipe.read("apache/files.conf").with("/srv/guestbook/files", root()), port());
	}

	@AfterAll
	void stopApache() throws IOException {
		if (this.apache != null) {
			this.apache.close();
		}
	}

	@Override
	URI uri() {
		return this.apache.uri();
	}

	@Test
	void aClientGetsNoFileWithoutTheApplication() throws Exception {
		assertThat(http().get("/protected/" + NAME).statusCode()).isEqualTo(403);
	}

	@Test
	void everythingElseArrivesOverFastCgi() throws Exception {
		assertThat(http().get("/api/whoami").body()).contains("GATEWAY_INTERFACE");
	}

}
