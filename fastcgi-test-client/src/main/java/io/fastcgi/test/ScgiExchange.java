package io.fastcgi.test;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One SCGI request on one connection.
 *
 * @param connector where the connection comes from
 * @author FastCGI Spring Boot maintainers
 */
record ScgiExchange(Connector connector) implements Exchange {

	@Override
	public ParamList frontEndParams(String method, String target) {
		return new FrontEndParams(method, target).forScgi();
	}

	@Override
	public TestResponse send(RequestParts request) {
		byte[] response = exchange(request, InputStream::readAllBytes);
		return new TestResponse(response, new byte[0], 0, TestResponse.REQUEST_COMPLETE, List.of());
	}

	@Override
	public <T extends @Nullable Object> T stream(RequestParts request, ResponseReader<T> reader) {
		return exchange(request, (response) -> reader.read(new StreamedResponse(response)));
	}

	private <T extends @Nullable Object> T exchange(RequestParts request, Receiver<T> receiver) {
		if (request.role() != TestRequest.RESPONDER) {
			throw new IllegalStateException("SCGI has no role " + request.role() + ", only FastCGI has");
		}
		return Io.call(() -> {
			try (Wire wire = this.connector.open()) {
				if (request.isSmall()) {
					write(wire, request);
					return receiver.receive(this.connector.input(wire));
				}
				Upload upload = Upload.start(wire, () -> write(wire, request));
				return receive(wire, receiver, upload);
			}
		});
	}

	private <T extends @Nullable Object> T receive(Wire wire, Receiver<T> receiver, Upload upload) throws IOException {
		try {
			return receiver.receive(this.connector.input(wire));
		}
		catch (IOException | RuntimeException ex) {
			upload.explain(ex);
			throw ex;
		}
	}

	private void write(Wire wire, RequestParts request) throws IOException {
		OutputStream out = new BufferedOutputStream(this.connector.output(wire), 1 << 15);
		out.write(ScgiHeaders.encode(request.params()));
		Body body = request.stdin();
		if (body != null) {
			body.forEachPiece((buffer, length) -> {
				out.write(buffer, 0, length);
				if (!body.small()) {
					out.flush();
				}
			});
		}
		out.flush();
	}

	/**
	 * Reads what the server sends.
	 *
	 * @param <T> what is made of it
	 */
	@FunctionalInterface
	private interface Receiver<T extends @Nullable Object> {

		T receive(InputStream response) throws IOException;

	}

}
