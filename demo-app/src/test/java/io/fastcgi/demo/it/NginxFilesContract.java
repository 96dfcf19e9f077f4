package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of the demo that nginx sends.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class NginxFilesContract extends FrontEndFilesContract {

	private final String file;

	private FrontEndProcess nginx;

	NginxFilesContract(String file) {
		super("x-accel-redirect");
		this.file = file;
	}

	@BeforeAll
	void startNginx() throws IOException {
		Recipe recipe = Recipe.read("nginx/" + this.file).with("/srv/guestbook/files/", root() + "/");
		this.nginx = Nginx.start(recipe, port());
	}

	@AfterAll
	void stopNginx() throws IOException {
		if (this.nginx != null) {
			this.nginx.close();
		}
	}

	@Override
	URI uri() {
		return this.nginx.uri();
	}

	/**
	 * nginx makes a tag of seconds and the length. The application would take
	 * milliseconds.
	 */
	@Test
	void theTagIsThatOfNginx() throws Exception {
		assertThat(http().get("/files/" + NAME).headers().firstValue("ETag"))
			.hasValueSatisfying((tag) -> assertThat(tag).matches("\"[0-9a-f]{8}-a\""));
	}

	@Test
	void nobodyGetsToTheInternalLocation() throws Exception {
		assertThat(http().get("/protected/" + NAME).statusCode()).isEqualTo(404);
	}

}
