package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of the demo that lighttpd sends.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LighttpdFilesIT extends FrontEndFilesContract {

	private LighttpdProcess lighttpd;

	LighttpdFilesIT() {
		super("x-sendfile");
	}

	@BeforeAll
	void startLighttpd() throws IOException {
		this.lighttpd = start(root());
	}

	private LighttpdProcess start(Path docroot) throws IOException {
		return LighttpdProcess
			.start(Recipe.read("lighttpd/guestbook.conf").with("/srv/guestbook/files/", docroot + "/"), port());
	}

	@AfterAll
	void stopLighttpd() throws IOException {
		if (this.lighttpd != null) {
			this.lighttpd.close();
		}
	}

	@Override
	URI uri() {
		return this.lighttpd.uri();
	}

	@Test
	void lighttpdSendsNothingThatIsElsewhere() throws Exception {
		try (LighttpdProcess other = start(root().resolve("elsewhere"))) {
			assertThat(new HttpTester(other.uri()).get("/files/" + NAME).statusCode()).isEqualTo(403);
		}
	}

}
