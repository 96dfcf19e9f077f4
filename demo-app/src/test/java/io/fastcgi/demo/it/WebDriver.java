package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Programs;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chromium without a window, remote-controlled over W3C WebDriver.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class WebDriver implements AutoCloseable {

	private static final String CAPABILITIES = """
			{"capabilities": {"alwaysMatch": {"timeouts": {"implicit": 60000}, "goog:chromeOptions": {
				"binary": "%s",
				"args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--user-data-dir=%s"]}}}}""";

	private final Path userData;

	private final ChildProcess driver;

	private final HttpTester http;

	private final String session;

	private WebDriver(Path chromium, Path chromedriver) throws Exception {
		this.userData = Files.createTempDirectory("chromium");
		this.driver = ChildProcess.start(this.userData, List.of(chromedriver.toString(), "--port=0"));
		String port = this.driver.await("started successfully on port (\\d+)").group(1);
		this.http = new HttpTester(URI.create("http://127.0.0.1:" + port));
		String created = post("/session", CAPABILITIES.formatted(chromium, this.userData));
		this.session = "/session/" + JsonPath.<String>read(created, "$.value.sessionId");
	}

	static WebDriver start() throws Exception {
		return new WebDriver(Programs.find("chromium", "chromium"), Programs.find("chromedriver", "chromium-driver"));
	}

	void open(URI uri) throws Exception {
		post(this.session + "/url", "{\"url\": \"%s\"}".formatted(uri));
	}

	/**
	 * Find an element, which may take its time to appear.
	 * @param xpath the path to it, without double quotes
	 * @return the element
	 */
	Element find(String xpath) throws Exception {
		String found = post(this.session + "/element", "{\"using\": \"xpath\", \"value\": \"%s\"}".formatted(xpath));
		String id = JsonPath.<List<String>>read(found, "$.value.*").get(0);
		return new Element(this.session + "/element/" + id);
	}

	private String post(String path, String json) throws Exception {
		return send(this.http.request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	private String send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = this.http.send(request);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	@Override
	public void close() throws IOException {
		try {
			send(this.http.request(this.session).DELETE());
		}
		catch (Exception ex) {
			throw new IOException("Cannot close the browser", ex);
		}
		finally {
			this.driver.close();
			deleteUserData();
		}
	}

	// Processes of the browser may still be writing their last words there
	private void deleteUserData() {
		for (int attempt = 0; attempt < 100; attempt++) {
			try {
				FileSystemUtils.deleteRecursively(this.userData);
				return;
			}
			catch (IOException ex) {
				Thread.onSpinWait();
			}
		}
	}

	/**
	 * Element of the page.
	 */
	final class Element {

		private final String path;

		private Element(String path) {
			this.path = path;
		}

		void type(String text) throws Exception {
			post(this.path + "/value", "{\"text\": \"%s\"}".formatted(text));
		}

		void click() throws Exception {
			post(this.path + "/click", "{}");
		}

		String text() throws Exception {
			return JsonPath.read(send(WebDriver.this.http.request(this.path + "/text")), "$.value");
		}

	}

}
