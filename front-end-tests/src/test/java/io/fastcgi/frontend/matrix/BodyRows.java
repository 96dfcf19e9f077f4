package io.fastcgi.frontend.matrix;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fastcgi.frontend.probe.MirroredRequest;

import org.springframework.util.DigestUtils;

/**
 * Methods and bodies of requests.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class BodyRows {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"PROPFIND");

	private static final int LARGE = 10_000_000;

	private BodyRows() {
	}

	static List<Row> all() {
		return List.of(
				Row.of("methods", "methods `GET` `HEAD` `POST` `PUT` `PATCH` `DELETE` `OPTIONS` `PROPFIND` arrive",
						"all", BodyRows::methods),
				Row.of("no-body", "a `POST` without a body arrives", "yes",
						(subject) -> arrives(subject, BodyPublishers.noBody(), 0)),
				Row.of("small-body", "a body of 11 bytes arrives", "yes",
						(subject) -> arrives(subject, BodyPublishers.ofByteArray(bytes(11)), 11)),
				Row.of("large-body", "a body of 10 MB arrives", "yes",
						(subject) -> arrives(subject, BodyPublishers.ofByteArray(bytes(LARGE)), LARGE)),
				Row.of("chunked-small", "a chunked body of 11 bytes arrives, that comes with the head", "yes",
						(subject) -> ChunkedUpload.together(subject, bytes(11))),
				Row.of("chunked-late", "a chunked body of 11 bytes arrives, that comes later than the head", "yes",
						(subject) -> ChunkedUpload.later(subject, bytes(11))),
				Row.of("chunked-large", "a chunked body of 1 MB arrives", "yes",
						(subject) -> ChunkedUpload.together(subject, bytes(1_000_000))),
				Row.fact("upload-streamed", "a large upload reaches the handler", BodyRows::uploadStreamed));
	}

	private static String methods(Subject subject) throws Exception {
		List<String> missing = new ArrayList<>();
		for (String method : METHODS) {
			var response = subject.send(subject.request("/mirror/method").method(method, BodyPublishers.noBody()));
			if (!response.headers().firstValue("X-Method").orElse("").equals(method)) {
				missing.add(method + " is " + response.statusCode());
			}
		}
		return (missing.isEmpty()) ? "all" : String.join(", ", missing);
	}

	private static String arrives(Subject subject, BodyPublisher body, int length) throws Exception {
		return compare(subject.mirror(subject.request("/mirror/body").POST(body)), bytes(length));
	}

	static String compare(MirroredRequest mirrored, byte[] body) {
		if (mirrored.bytes() != body.length) {
			return mirrored.bytes() + " of " + body.length + " bytes";
		}
		return (mirrored.md5().equals(DigestUtils.md5DigestAsHex(body))) ? "yes" : "other bytes";
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) (i % 251);
		}
		return bytes;
	}

	private static String uploadStreamed(Subject subject) throws Exception {
		String gate = subject.gate();
		int length = 400_000;
		byte[] half = new byte[length / 2];
		Arrays.fill(half, (byte) 'x');
		try (Socket socket = subject.open("POST /upload?gate=" + gate + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: " + length
				+ "\r\n\r\n")) {
			OutputStream upload = socket.getOutputStream();
			upload.write(half);
			boolean came = !subject.backend().control().await(gate, subject.patience()).isEmpty();
			upload.write(half);
			RawResponse response = RawResponse.read(socket.getInputStream());
			if (response.status() != 200 || !response.body().equals(String.valueOf(length))) {
				return "not at all: " + response.status();
			}
			return (came) ? "as it comes" : "when it is complete";
		}
	}

}
