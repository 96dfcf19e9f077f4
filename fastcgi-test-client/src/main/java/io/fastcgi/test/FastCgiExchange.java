package io.fastcgi.test;

import org.jspecify.annotations.Nullable;

/**
 * One FastCGI request on one connection.
 *
 * @param connector where the connection comes from
 * @author FastCGI Spring Boot maintainers
 */
record FastCgiExchange(Connector connector) implements Exchange {

	private static final int ID = 1;

	@Override
	public ParamList frontEndParams(String method, String target) {
		return new FrontEndParams(method, target).forFastCgi();
	}

	@Override
	public TestResponse send(RequestParts request) {
		try (FastCgiTestConnection connection = this.connector.connect()) {
			connection.send(ID, request, false);
			TestResponse response = connection.readResponse(ID);
			expectEnd(connection, request);
			return response;
		}
	}

	@Override
	public <T extends @Nullable Object> T stream(RequestParts request, ResponseReader<T> reader) {
		try (FastCgiTestConnection connection = this.connector.connect()) {
			connection.send(ID, request, false);
			StdoutInputStream stdout = new StdoutInputStream(connection, ID);
			T result = connection.explained(() -> reader.read(new StreamedResponse(stdout)));
			if (stdout.isEnded()) {
				expectEnd(connection, request);
			}
			return result;
		}
	}

	private void expectEnd(FastCgiTestConnection connection, RequestParts request) {
		if (request.flags(false) == 0 && !connection.isClosedByPeer()) {
			throw new ProtocolViolationException("The server sent more or left the connection open after END_REQUEST, "
					+ "though FCGI_KEEP_CONN was not set (FCGI-23, FCGI-40)");
		}
	}

}
