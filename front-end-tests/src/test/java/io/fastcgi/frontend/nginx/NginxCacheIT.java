package io.fastcgi.frontend.nginx;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.probe.ProbeApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * nginx that keeps responses, as in {@code cached-fastcgi.conf}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxCacheIT {

	private static final Pattern DIRECTORY = Pattern.compile("(?m)^fastcgi_cache_path (\\S+)");

	private static final String KEPT = "/cacheable/page?control=max-age=600";

	private final int port = Ports.free();

	private ConfigurableApplicationContext application;

	private FrontEndProcess nginx;

	private HttpTester http;

	@BeforeEach
	void start() throws IOException {
		this.application = ProbeApplication.start("fastcgi.server.port=" + this.port);
		Recipe recipe = Recipe.read("nginx/cached-fastcgi.conf");
		// Below the directory that nginx is started with
		this.nginx = Nginx.start(recipe.with(directory(recipe), "cache"), this.port);
		this.http = new HttpTester(this.nginx.uri());
	}

	@AfterEach
	void stop() throws IOException {
		this.nginx.close();
		this.application.close();
	}

	@Test
	void whatMayBeKeptIsAskedForOnce() throws Exception {
		assertAnswer(this.http.get(KEPT), "MISS", "answer 1");
		assertAnswer(this.http.get(KEPT), "HIT", "answer 1");
		assertAnswer(this.http.get("/cacheable/other?control=max-age=600"), "MISS", "answer 2");
	}

	/**
	 * nginx makes the last directory of a path, and no other.
	 */
	@Test
	void directoryOfTheRecipeIsOneThatNginxCanMakeOnDebian() throws IOException {
		assertThat(Path.of(directory(Recipe.read("nginx/cached-fastcgi.conf"))).getParent()).isDirectory();
	}

	/**
	 * The application gets the {@code HEAD} as such, and its answer has no body.
	 */
	@Test
	void whatWasKeptOfAHeadIsNotTheAnswerToAGet() throws Exception {
		assertAnswer(head(), "MISS", "");
		assertAnswer(this.http.get(KEPT), "MISS", "answer 2");
		assertAnswer(head(), "HIT", "");
		assertAnswer(this.http.get(KEPT), "HIT", "answer 2");
	}

	@Test
	void oneHostDoesNotGetWhatWasKeptOfAnother() throws Exception {
		HttpTester other = new HttpTester(URI.create("http://localhost:" + this.nginx.uri().getPort()));
		assertAnswer(this.http.get(KEPT), "MISS", "answer 1");
		assertAnswer(other.get(KEPT), "MISS", "answer 2");
		assertAnswer(this.http.get(KEPT), "HIT", "answer 1");
	}

	@Test
	void whatBrokeOffIsNotKept() throws Exception {
		for (int i = 0; i < 2; i++) {
			assertThatIOException().isThrownBy(() -> this.http.get("/cacheable-but-breaks"));
		}
		assertAnswer(this.http.get(KEPT), "MISS", "answer 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "control=private", "control=no-store", "control=no-cache", "control=max-age=0",
			"control=max-age=600&cookie=user=ada", "control=" })
	void whatMayNotBeKeptIsAskedForEachTime(String query) throws Exception {
		assertAnswer(this.http.get("/cacheable/page?" + query), "MISS", "answer 1");
		assertAnswer(this.http.get("/cacheable/page?" + query), "MISS", "answer 2");
	}

	@Test
	void whatAUserGetsIsNeitherKeptNorTakenFromWhatWasKept() throws Exception {
		assertAnswer(this.http.send(this.http.request(KEPT).header("Authorization", "Bearer ada")), "BYPASS",
				"answer 1");
		assertAnswer(this.http.get(KEPT), "MISS", "answer 2");
		assertAnswer(this.http.send(this.http.request(KEPT).header("Authorization", "Bearer ada")), "BYPASS",
				"answer 3");
		assertAnswer(this.http.get(KEPT), "HIT", "answer 2");
	}

	/**
	 * The response names the second in which it is too old, so that nobody has to wait.
	 */
	@Test
	void whatWasKeptIsServedWhileTheApplicationIsAway() throws Exception {
		String path = "/cacheable/page?control=max-age=1";
		assertAnswer(this.http.get(path), "MISS", "answer 1");
		this.application.close();
		await().until(() -> this.http.get(path).headers().firstValue("X-Cache").orElse("").equals("STALE"));
		assertAnswer(this.http.get(path), "STALE", "answer 1");
		assertThat(this.http.get(KEPT).statusCode()).isEqualTo(502);
	}

	/**
	 * CGI-13: nginx asks with {@code If-None-Match}, and the application's 304 makes what
	 * was kept new again.
	 */
	@Test
	void whatIsUnchangedIsNotSentAgain() throws Exception {
		String path = "/cacheable/page?control=max-age=1";
		assertAnswer(this.http.get(path), "MISS", "answer 1");
		await().until(() -> this.http.get(path).headers().firstValue("X-Cache").orElse("").equals("REVALIDATED"));
		assertThat(this.http.get(path).body()).isEqualTo("answer 1");
	}

	private HttpResponse<String> head() throws Exception {
		return this.http.send(this.http.request(KEPT).method("HEAD", BodyPublishers.noBody()));
	}

	private static String directory(Recipe recipe) {
		Matcher matcher = DIRECTORY.matcher(recipe.text());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static void assertAnswer(HttpResponse<String> response, String cache, String body) {
		assertThat(response.headers().firstValue("X-Cache")).contains(cache);
		assertThat(response.body()).isEqualTo(body);
	}

}
