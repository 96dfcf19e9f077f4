package io.fastcgi.demo.it;

import java.net.URI;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the demo in a browser.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(DemoExtension.class)
class BrowserIT {

	private final DemoProcess demo;

	BrowserIT(DemoProcess demo) {
		this.demo = demo;
	}

	@Test
	void aGuestSignsTheGuestbookBehindTheEmbeddedFront() throws Exception {
		sign(URI.create("http://127.0.0.1:" + this.demo.frontPort()));
	}

	@Test
	void aGuestSignsTheGuestbookBehindNginx() throws Exception {
		try (FrontEndProcess nginx = Nginx.start("guestbook-fastcgi.conf", this.demo.port())) {
			sign(nginx.uri());
		}
	}

	@Test
	void aNoteOfSomebodyElseAppearsBehindTheEmbeddedFront() throws Exception {
		watch(URI.create("http://127.0.0.1:" + this.demo.frontPort()));
	}

	@Test
	void aNoteOfSomebodyElseAppearsBehindNginx() throws Exception {
		try (FrontEndProcess nginx = Nginx.start("guestbook-fastcgi.conf", this.demo.port())) {
			watch(nginx.uri());
		}
	}

	private void watch(URI uri) throws Exception {
		int logged = this.demo.log().size();
		try (WebDriver browser = WebDriver.start()) {
			browser.open(uri.resolve("/"));
			browser.find("//p[@id='live'][not(@hidden)]");
			String message = "Hello from elsewhere, " + uri.getPort();
			new HttpTester(uri).post("/api/notes", "application/json",
					"{\"name\": \"Grace\", \"message\": \"" + message + "\"}");
			assertThat(browser.find("//ol/li[contains(., '%s')]".formatted(message)).text()).contains("Grace");
		}
		this.demo.assertNoTroubleLoggedSince(logged);
	}

	private void sign(URI uri) throws Exception {
		int logged = this.demo.log().size();
		String message = "Hello, wörld, on port " + uri.getPort();
		try (WebDriver browser = WebDriver.start()) {
			browser.open(uri.resolve("/"));
			browser.find("//input[@name='name']").type("Ada");
			browser.find("//button[.='Sign the guestbook']").click();
			assertThat(browser.find("//*[@role='alert'][text()]").text()).contains("message must not be blank");
			browser.find("//textarea[@name='message']").type(message);
			browser.find("//button[.='Sign the guestbook']").click();
			assertThat(browser.find("//ol/li[contains(., '%s')]".formatted(message)).text()).contains("Ada");
		}
		this.demo.assertNoTroubleLoggedSince(logged);
	}

}
