package io.fastcgi.demo.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Upload that a front end may answer while the rest of it is on its way, and then reset
 * the connection. An HTTP client may not get to see the response, which the reset
 * overtakes. What a socket has received can be read after the reset, too.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RefusedUpload {

	private RefusedUpload() {
	}

	/**
	 * Send a request to {@code /upload} and read the first line of the response.
	 * @param server the front end
	 * @param framing header and whatever else comes before the body
	 * @param length the number of bytes of the body
	 * @return the status line
	 */
	static String statusLine(URI server, String framing, int length) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
			client.setSoTimeout(60_000);
			begin(client.getOutputStream(), framing, length);
			return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
		}
	}

	private static void begin(OutputStream upload, String framing, int length) throws IOException {
		upload.write(("PUT /upload HTTP/1.1\r\nHost: localhost\r\n" + framing).getBytes(StandardCharsets.US_ASCII));
		try {
			new Bytes(length).transferTo(upload);
		}
		catch (SocketException ex) {
			// The front end has closed, for which it has to have a reason
		}
	}

}
