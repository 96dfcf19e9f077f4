package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Lighttpd;
import io.fastcgi.frontend.Recipe;
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

	private FrontEndProcess lighttpd;

	LighttpdFilesIT() {
		super("x-sendfile");
	}

	@BeforeAll
	void startLighttpd() throws IOException {
		this.lighttpd = start(root());
	}

	private FrontEndProcess start(Path docroot) throws IOException {
		return Lighttpd.start(Recipe.read("lighttpd/guestbook.conf").with("/srv/guestbook/files/", docroot + "/"),
				port());
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
		try (FrontEndProcess other = start(root().resolve("elsewhere"))) {
			assertThat(new HttpTester(other.uri()).get("/files/" + NAME).statusCode()).isEqualTo(403);
		}
	}

}
