package io.fastcgi.demo.it;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;

/**
 * Makes requests of the demo through nginx, on connections that are kept.
 *
 * @param nginx the front end
 * @param pace how fast bodies are sent and read
 * @author FastCGI Spring Boot maintainers
 */
record HttpUser(RestartingNginx nginx, Pace pace) implements SoakWorker {

	@Override
	public int round(Random random) throws Exception {
		KnownRequest known = KnownRequest.any(random);
		return this.nginx.attempt((http) -> {
			HttpRequest.Builder request = http.request(known.target());
			if (known.isUpload()) {
				request.POST(BodyPublishers.ofInputStream(() -> this.pace.of(new ByteArrayInputStream(known.body()))));
			}
			HttpResponse<InputStream> response = http.client().send(request.build(), BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				known.check(response.statusCode(), this.pace.of(body).readAllBytes());
			}
		});
	}

}
