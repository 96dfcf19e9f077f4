package io.fastcgi.frontend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Client that follows nothing and remembers nothing.
 *
 * @param client the client
 * @param base where the server is
 * @author FastCGI Spring Boot maintainers
 */
public record HttpTester(HttpClient client, URI base) {

	public HttpTester(URI base) {
		this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base);
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path)).timeout(Duration.ofMinutes(3));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	public HttpResponse<String> get(String path) throws Exception {
		return send(request(path));
	}

	public HttpResponse<String> post(String path, String contentType, String body) throws Exception {
		return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
	}

}
