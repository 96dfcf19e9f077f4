package io.fastcgi.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.AllowedAddresses;
import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.event.CapturedLog;
import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may connect, by address and by shared secret.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AccessTests extends ServerTestCase {

	private static final String SECRET = "correct horse battery staple";

	/**
	 * SEC-21, SEC-24, FCGI-3: turned away before a byte is read.
	 */
	@Test
	void peerThatIsNotListedIsTurnedAway() throws Exception {
		startWith("127.0.0.1", allow("127.0.0.1"));
		for (int i = 0; i < 3; i++) {
			try (Socket peer = connectFrom("127.0.0.2")) {
				assertThat(readsNothing(peer)).isTrue();
			}
		}
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(this.events.connectionRefusals).containsExactly(ConnectionRefusal.NOT_ALLOWED,
				ConnectionRefusal.NOT_ALLOWED, ConnectionRefusal.NOT_ALLOWED);
		assertThat(this.events.connectionObjections)
			.containsOnly("the list does not list its address; add it if a front end is there");
		assertThat(this.events.opened).hasValue(1);
		assertThat(this.events.protocolErrors).isEmpty();
	}

	@Test
	void everyRuleHasToAdmit() throws Exception {
		startWith("127.0.0.1",
				allow("127.0.0.0/8").withRule(AllowedAddresses.of("the second", List.of("127.0.0.1", "127.0.0.3"))));
		try (Socket second = connectFrom("127.0.0.2"); Socket third = connectFrom("127.0.0.3")) {
			assertThat(readsNothing(second)).isTrue();
			third.getOutputStream().write('x');
			assertThat(readsNothing(third)).isTrue();
		}
		assertThat(this.events.connectionObjections).singleElement().asString().startsWith("the second");
		assertThat(this.events.protocolErrors).hasSize(1);
	}

	/**
	 * PT-28: on a socket for both, an IPv4 peer may show itself as an IPv6 address.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::ffff:127.0.0.1", "127.0.0.0/31" })
	void peersOfBothFamiliesAreToldApartOnOneSocket(String allowed) throws Exception {
		startWith("::", allow(allowed));
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		try (Socket second = connectFrom("127.0.0.2"); Socket v6 = new Socket("::1", server().port())) {
			assertThat(readsNothing(second)).isTrue();
			assertThat(readsNothing(v6)).isTrue();
		}
		assertThat(this.events.refusedConnections).hasValue(2);
	}

	@Test
	void loggedIsWhoWasRefusedAndWhatToChange() throws Exception {
		try (CapturedLog log = new CapturedLog()) {
			startWith("127.0.0.1", allow("127.0.0.1"), new LoggingEventListener());
			for (int i = 0; i < 100; i++) {
				try (Socket peer = connectFrom("127.0.0.2")) {
					assertThat(readsNothing(peer)).isTrue();
				}
			}
			assertThat(log.lines()).hasSizeBetween(10, 90)
				.first()
				.asString()
				.startsWith("WARN Refused a connection from /127.0.0.2:")
				.contains("the list does not list its address; add it");
		}
	}

	/**
	 * SEC-21.
	 */
	@Test
	void requestWithTheSecretIsServedWithoutIt() {
		startWith((builder) -> FastCgiServer.builder()
			.transport(this.transport)
			.events(this.events)
			.listen(ListenerSpec.loopback(0).withAccess(secret()))
			.handler((exchange) -> exchange
				.respondText(exchange.params() + " " + exchange.params().get("REQUEST_URI"))));
		assertThat(get("/x").param("FCGI_SHARED_SECRET", SECRET).send().bodyAsString()).endsWith(" /x")
			.contains("REQUEST_METHOD")
			.doesNotContain("SECRET");
		TestResponse scgi = client().scgi().get("/x").param("FCGI_SHARED_SECRET", SECRET).send();
		assertThat(scgi.bodyAsString()).endsWith(" /x").doesNotContain("SECRET");
		assertThat(this.events.refusals).isEmpty();
	}

	/**
	 * SEC-21: a whole document, and the connection goes on.
	 */
	@Test
	void requestWithoutTheSecretIsRefused() {
		startWith("127.0.0.1", secret());
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= 3; id++) {
				TestRequest request = get("/").header("Fcgi-Shared-Secret", SECRET);
				TestResponse response = connection
					.send(id, (id == 1) ? request : request.param("FCGI_SHARED_SECRET", "wrong " + id))
					.readResponse(id);
				assertThat(response.status()).isEqualTo(403);
				assertThat(response.bodyAsString()).isEqualTo("403 Forbidden\n");
				assertThat(response.appStatus()).isZero();
			}
			TestResponse good = connection.send(4, get("/").param("FCGI_SHARED_SECRET", SECRET)).readResponse(4);
			assertThat(good.bodyAsString()).isEqualTo("hello");
		}
		assertThat(client().scgi().post("/").body(new byte[100_000]).send().status()).isEqualTo(403);
		assertThat(this.events.refusals).hasSize(4).containsOnly(Refusal.WRONG_SECRET);
		assertThat(this.events.started).hasValue(1);
	}

	/**
	 * SEC-21: an authorizer fails closed.
	 */
	@Test
	void authorizerWithoutTheSecretDenies() {
		startWith("127.0.0.1", secret());
		assertThat(get("/").role(TestRequest.AUTHORIZER).send().status()).isEqualTo(403);
		assertThat(get("/").role(TestRequest.AUTHORIZER).param("FCGI_SHARED_SECRET", SECRET).send().status())
			.isEqualTo(200);
	}

	@Test
	void noValueOfASecretIsLogged() {
		try (CapturedLog log = new CapturedLog()) {
			startWith("127.0.0.1", secret(), new LoggingEventListener());
			assertThat(get("/").param("FCGI_SHARED_SECRET", "nearly the same").send().status()).isEqualTo(403);
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("from /127.0.0.1:", "403", "the shared secret is missing or wrong; let the front end send it")
				.doesNotContain("nearly", "horse");
		}
	}

	@Test
	void tellsWhetherAListenerIsRestricted() {
		startWith((builder) -> builder.handler(ServerTestCase::hello)
			.listen(ListenerSpec.loopback(0).withAccess(allow("127.0.0.1")))
			.listen(ListenerSpec.loopback(0).withAccess(secret())));
		assertThat(server().listeners()).extracting(ListenerState::restricted).containsExactly(false, true, true);
	}

	private static Access allow(String address) {
		return Access.unrestricted().withRule(AllowedAddresses.of("the list", List.of(address)));
	}

	private static Access secret() {
		return Access.unrestricted().withSecret(SharedSecret.of(SharedSecret.DEFAULT_PARAM, List.of(SECRET)));
	}

	private void startWith(String address, Access access) {
		startWith(address, access, this.events);
	}

	private void startWith(String address, Access access, ServerEventListener listener) {
		ListenerSpec spec = ListenerSpec.of(new InetSocketAddress(address, 0)).withAccess(access);
		startWith((builder) -> FastCgiServer.builder()
			.transport(this.transport)
			.events(listener)
			.listen(spec)
			.handler(ServerTestCase::hello));
	}

	private Socket connectFrom(String address) throws IOException {
		Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server().port(), InetAddress.getByName(address),
				0);
		socket.setSoTimeout((int) PATIENCE.toMillis());
		return socket;
	}

	private static boolean readsNothing(Socket socket) {
		try {
			return socket.getInputStream().read() == -1;
		}
		catch (IOException ex) {
			// A reset, not a timeout
			return ex instanceof SocketException;
		}
	}

}
