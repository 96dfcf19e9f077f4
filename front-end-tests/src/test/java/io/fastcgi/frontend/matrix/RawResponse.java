package io.fastcgi.frontend.matrix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fastcgi.frontend.probe.MirroredRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Response with everything that the client has seen of it, in ISO 8859-1, until the
 * connection was closed.
 *
 * @param text the bytes
 * @author FastCGI Spring Boot maintainers
 */
record RawResponse(String text) {

	private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})[ \r]");

	private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");

	private static final Pattern CHUNKED = Pattern.compile("(?im)^Transfer-Encoding: *chunked");

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Read until the end, or until the front end resets the connection.
	 * @param source the connection
	 * @return the response
	 */
	static RawResponse read(InputStream source) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			source.transferTo(bytes);
		}
		catch (IOException ex) {
			if (bytes.size() == 0) {
				throw ex;
			}
		}
		return new RawResponse(bytes.toString(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Return the status.
	 * @return the status, or 0 if there is no status line
	 */
	int status() {
		Matcher matcher = STATUS.matcher(this.text);
		return (matcher.find()) ? Integer.parseInt(matcher.group(1)) : 0;
	}

	String head() {
		return this.text.substring(0, Math.max(0, this.text.indexOf("\r\n\r\n")));
	}

	private String rest() {
		int end = this.text.indexOf("\r\n\r\n");
		return (end != -1) ? this.text.substring(end + 4) : "";
	}

	/**
	 * Return the body, as far as it has come.
	 * @return the body, without the sizes of its chunks
	 */
	String body() {
		return (CHUNKED.matcher(head()).find()) ? new Chunks(rest()).content() : rest();
	}

	/**
	 * Return whether a client takes the response for complete.
	 * @return whether nothing is known to be missing
	 */
	boolean isComplete() {
		if (CHUNKED.matcher(head()).find()) {
			return new Chunks(rest()).areComplete();
		}
		Matcher length = LENGTH.matcher(head());
		return !head().isEmpty() && (!length.find() || rest().length() == Integer.parseInt(length.group(1)));
	}

	/**
	 * Return the request that was mirrored.
	 * @return what has arrived
	 * @throws UnexpectedStatusException if it was not mirrored
	 */
	MirroredRequest mirrored() throws UnexpectedStatusException {
		if (status() != 200) {
			throw new UnexpectedStatusException(status());
		}
		return JSON.readValue(body().getBytes(StandardCharsets.ISO_8859_1), MirroredRequest.class);
	}

}
