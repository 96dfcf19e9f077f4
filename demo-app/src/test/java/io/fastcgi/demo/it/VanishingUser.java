package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Client of nginx that resets its connection in the middle of an upload or download.
 *
 * @param nginx the front end
 * @author FastCGI Spring Boot maintainers
 */
record VanishingUser(RestartingNginx nginx) implements SoakWorker {

	private static final int LENGTH = 32_000_000;

	private static final int MOST = 300_000;

	private static final int TIMEOUT = 60_000;

	private static final Duration LONGEST = Duration.ofMillis(20);

	@Override
	public int round(Random random) throws Exception {
		return this.nginx.attempt((http) -> {
			try (Socket client = new Socket(InetAddress.getLoopbackAddress(), http.base().getPort())) {
				client.setSoTimeout(TIMEOUT);
				client.setSoLinger(true, 0);
				if (random.nextBoolean()) {
					write(client, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + LENGTH + "\r\n\r\n");
					client.getOutputStream().write(new byte[random.nextInt(MOST)]);
				}
				else {
					write(client, "GET /download?bytes=" + LENGTH + " HTTP/1.1\r\nHost: a\r\n\r\n");
					client.getInputStream().readNBytes(random.nextInt(MOST));
				}
				// So that some uploads have reached the demo
				LockSupport.parkNanos(random.nextLong(LONGEST.toNanos()));
			}
		});
	}

	private static void write(Socket client, String head) throws IOException {
		client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
	}

}
