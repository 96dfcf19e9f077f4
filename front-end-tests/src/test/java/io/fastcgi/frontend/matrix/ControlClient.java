package io.fastcgi.frontend.matrix;

import java.time.Duration;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application without a front end, on one connection as long as that is open.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ControlClient implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final FastCgiTestClient client;

	private @Nullable FastCgiTestConnection connection;

	private int lastId;

	ControlClient(int port) {
		this.client = FastCgiTestClient.toPort(port).withTimeout(PATIENCE);
	}

	/**
	 * Ask something.
	 * @param target path and query
	 * @return the answer
	 */
	String ask(String target) {
		return receive(send(target));
	}

	/**
	 * Send a request whose answer may wait.
	 * @param target path and query
	 * @return the id of the request
	 */
	int send(String target) {
		if (this.connection != null && this.connection.isClosedByPeer(Duration.ofMillis(1))) {
			close();
		}
		if (this.connection == null) {
			this.connection = this.client.connect();
		}
		this.lastId++;
		this.connection.send(this.lastId, this.client.get(target).keepConnection(true));
		return this.lastId;
	}

	String receive(int id) {
		if (this.connection == null) {
			throw new IllegalStateException("Nothing was sent");
		}
		return this.connection.readResponse(id).assertThat().hasStatusOk().actual().bodyAsString();
	}

	/**
	 * Wait for a handler to open a gate.
	 * @param gate the name of the gate
	 * @param patience how long to wait
	 * @return why it was opened, or an empty text if it was not
	 */
	String await(String gate, Duration patience) {
		return ask("/control/await?gate=%s&millis=%d".formatted(gate, patience.toMillis()));
	}

	void open(String gate) {
		ask("/control/open?gate=" + gate);
	}

	/**
	 * Return how many connections there were.
	 * @return the number of connections since the application has started
	 */
	long connections() {
		return Long.parseLong(ask("/control/connections"));
	}

	/**
	 * Return how many connections there are besides this one.
	 * @return the number of open connections
	 */
	long otherConnections() {
		return Long.parseLong(ask("/control/connections/open")) - 1;
	}

	/**
	 * Forget the connection.
	 */
	@Override
	public void close() {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
