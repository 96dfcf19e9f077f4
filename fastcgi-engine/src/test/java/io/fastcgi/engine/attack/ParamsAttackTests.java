package io.fastcgi.engine.attack;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import com.sun.management.ThreadMXBean;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks with names and values.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ParamsAttackTests extends AttackTestCase {

	/**
	 * SEC-1, SEC-3, FCGI-22: lengths of two gigabytes and more, of which nothing follows,
	 * and sums that overflow 32 bits.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "FFFFFFFFFFFFFFFF", "FFFFFFFF00", "00FFFFFFFF", "FFFFFFFFFFFFFFFF0000",
			"FFFFFFFF8000000141", "80000002FFFFFFFF4142", "FFFFFFFF01" })
	void lengthsOfGigabytesAllocateNothing(String hex) throws Exception {
		attacked(NEVER_CALLED);
		byte[] pair = HexFormat.of().parseHex(hex);
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 2);
			long before = allocatedByEventLoop();
			for (int i = 0; i < 500; i++) {
				begin(connection, 1).stream(TestRecord.PARAMS, 1, pair).endStream(TestRecord.PARAMS, 1).endStdin(1);
				assertThat(connection.readResponse(1).status()).isEqualTo(400);
				if (i < 100) {
					connection.writeRecord(TestRecord.GET_VALUES, 0, pair);
				}
				expectHello(connection, 3);
			}
			assertThat(allocatedByEventLoop() - before).isLessThan(500_000_000);
			connection.params(2, get("/hello").params()).endStdin(2);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
		}
		assertThat(this.events.refusals).hasSize(500).containsOnly(Refusal.BAD_PARAMS);
	}

	private long allocatedByEventLoop() throws InterruptedException, ExecutionException {
		long thread = server().eventLoops().next().submit(() -> Thread.currentThread().getId()).get();
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
	}

	/**
	 * SEC-6, SEC-7: lengths around every power of two that somebody took for the largest,
	 * in records that are cut at the worst places.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 127, 128, 16383, 16384, 32767, 32768, 65527, 65528, 65535, 65536, 70_000, 125_000 })
	void longValuesAreExactWhereverTheyAreCut(int length) {
		attacked((exchange) -> exchange.respondText(exchange.params().get("HTTP_X", "") + exchange.params().size()));
		byte[] bytes = new byte[length / 2 + 1];
		new Random(length).nextBytes(bytes);
		String value = HexFormat.of().formatHex(bytes).substring(0, length);
		byte[] params = NameValuePairs
			.encode(List.of(NameValuePair.of("A", "1"), NameValuePair.of("HTTP_X", value), NameValuePair.of("B", "")));
		try (FastCgiTestConnection connection = connect()) {
			for (int cut : new int[] { 1, 4, 5, 6, 7, 8, 9, 15, params.length - 3, params.length - 1 }) {
				begin(connection, 1);
				connection.stream(TestRecord.PARAMS, 1, Arrays.copyOf(params, cut));
				connection.stream(TestRecord.PARAMS, 1, Arrays.copyOfRange(params, cut, params.length));
				connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo(value + "3");
			}
		}
	}

	/**
	 * SEC-38: a hundred thousand params of two bytes.
	 */
	@Test
	void tooManyParamsAreRefusedAndAsManyAsAllowedAreServed() {
		attacked((exchange) -> exchange.respondText(String.valueOf(exchange.params().size())),
				(builder) -> builder.limits(limits((limits) -> {
					limits.maxParams = 100_000;
					limits.maxParamsSize = 300_000;
				})));
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				begin(connection, 1).stream(TestRecord.PARAMS, 1, new byte[200_000]);
				connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("100000");
				begin(connection, 1).stream(TestRecord.PARAMS, 1, new byte[200_002]);
				connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
				assertThat(connection.readResponse(1).status()).isEqualTo(431);
			}
		}
	}

	/**
	 * SEC-38: names of 64 kB, up to the limit and far beyond it.
	 */
	@Test
	void longNamesCountAgainstTheLimit() {
		attacked((exchange) -> exchange
			.respondText(String.valueOf(exchange.params().iterator().next().name().length())));
		NameValuePair pair = NameValuePair.of("N".repeat(65_000), "");
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				begin(connection, 1).params(1, List.of(pair, pair)).endStdin(1);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("65000");
				begin(connection, 1).params(1, List.of(pair, pair, pair, pair, pair)).endStdin(1);
				assertThat(connection.readResponse(1).status()).isEqualTo(431);
			}
		}
	}

	/**
	 * SEC-38: names with the same hash, for a string and for Netty's ASCII string, over
	 * both protocols.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Aa,BB", "!,A,a" })
	void namesWithTheSameHashAreNoSlower(String letters) {
		attacked(ParamsAttackTests::findAll);
		List<String> names = combinations(letters.split(","), 900);
		TestRequest fastCgi = client().get("/").keepConnection(true);
		TestRequest scgi = client().scgi().get("/");
		names.forEach((name) -> {
			fastCgi.addParam(name, "v");
			scgi.addParam(name, "v");
		});
		long start = System.nanoTime();
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				assertThat(connection.send(1, fastCgi).readResponse(1).status()).isEqualTo(200);
				assertThat(scgi.send().status()).isEqualTo(200);
			}
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	private static void findAll(Exchange exchange) {
		List<String> names = new ArrayList<>();
		exchange.params().forEach((param) -> names.add(param.name()));
		assertThat(names).allMatch(exchange.params()::contains);
		exchange.respondText("found");
	}

	private static List<String> combinations(String[] letters, int count) {
		List<String> names = new ArrayList<>(List.of(""));
		while (names.size() < count) {
			List<String> longer = new ArrayList<>();
			names.forEach((name) -> List.of(letters).forEach((letter) -> longer.add(name + letter)));
			names = longer;
		}
		return names.subList(0, count);
	}

	/**
	 * SEC-14, SEC-12: what a client says in a header is never what the front end says.
	 */
	@Test
	void headerOfTheClientIsNeverAParamOfTheFrontEnd() {
		attacked((exchange) -> exchange.respondText(exchange.params().get("REDIRECT_STATUS") + " "
				+ exchange.params().get("PROXY") + " " + exchange.params().get("REMOTE_USER")));
		for (TestRequest request : List.of(client().get("/"), client().scgi().get("/"))) {
			request.withoutParam("REDIRECT_STATUS")
				.param("HTTP_REDIRECT_STATUS", "200")
				.param("HTTP_PROXY", "http://evil/")
				.param("HTTP_REMOTE_USER", "admin");
			assertThat(request.send().bodyAsString()).isEqualTo("null null null");
		}
	}

	/**
	 * SEC-21, SEC-23: whoever reaches the port can set params, but params are data: none
	 * of them changes how the request is served.
	 */
	@Test
	void paramsThatConfigureOtherServersAreOnlyParams() {
		attacked((exchange) -> exchange.respondText(exchange.role() + " " + exchange.params().get("PHP_ADMIN_VALUE")));
		TestRequest request = get("/").param("PHP_VALUE", "auto_prepend_file = php://input")
			.param("PHP_ADMIN_VALUE", "allow_url_include = On")
			.param("SCRIPT_FILENAME", "/etc/passwd")
			.param("FCGI_ROLE", "AUTHORIZER")
			.param("FCGI_MAX_REQS", "1000000")
			.param("javax.servlet.include.request_uri", "/WEB-INF/web.xml")
			.body("<?php system('id'); ?>");
		assertThat(request.send().bodyAsString()).isEqualTo("RESPONDER allow_url_include = On");
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.getValues("FCGI_MAX_REQS")).containsEntry("FCGI_MAX_REQS", "256");
		}
	}

	/**
	 * SEC-13: the client may repeat its headers, in either spelling; the handler sees all
	 * of them in their order.
	 */
	@Test
	void repeatedHeadersOfTheClientAreKept() {
		attacked((exchange) -> exchange.respondText(String.join("|", exchange.params().all("HTTP_X_AUTH_USER"))));
		for (TestRequest request : List.of(client().get("/"), client().scgi().get("/"))) {
			request.addParam("HTTP_X_AUTH_USER", "admin").addParam("HTTP_X_AUTH_USER", "guest");
			assertThat(request.send().bodyAsString()).isEqualTo("admin|guest");
		}
	}

	/**
	 * SEC-13: the front end does not say one thing and then another; whoever makes it
	 * seem so gets nothing. The same thing twice is no lie.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "REMOTE_ADDR", "REMOTE_USER", "HTTPS", "REQUEST_METHOD", "SSL_CLIENT_VERIFY" })
	void paramOfTheFrontEndWithTwoValuesIsRefused(String name) {
		attacked((exchange) -> exchange.respondText(String.valueOf(exchange.params().get(name))));
		for (int i = 0; i < 20; i++) {
			assertThat(get("/").param(name, "honest").addParam(name, "evil").send().status()).isEqualTo(400);
			assertThat(get("/").param(name, "honest").addParam(name, "honest").send().bodyAsString())
				.isEqualTo("honest");
		}
		assertThat(this.events.protocolErrors).hasSize(20)
			.allSatisfy((error) -> assertThat(error).contains(name).doesNotContain("evil"));
	}

	/**
	 * SEC-11, SEC-17: the engine takes no path apart and decodes nothing.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/index.php/%0a", "/%00", "/%2e%2e%2f", "/\uFF0Ephp", "/a\\..\\b", "//x;y", "/%c0%af" })
	void pathsArriveAsTheyWereSent(String path) {
		attacked((exchange) -> exchange.respondText(exchange.params().get("REQUEST_URI") + " "
				+ exchange.params().get("PATH_INFO") + " " + exchange.params().get("SCRIPT_NAME")));
		TestRequest request = get(path).param("PATH_INFO", "").param("PATH_TRANSLATED", "/very/long/path/x");
		request.param("SCRIPT_NAME", path);
		assertThat(request.send().bodyAsString()).isEqualTo(path + " null " + path);
	}

	/**
	 * FCGI-69: a NUL in a value does not end it.
	 */
	@Test
	void nulInAValueIsKept() {
		attacked((exchange) -> exchange.respondText(exchange.params().get("X", "").replace("\0", "NUL")));
		TestRequest request = get("/")
			.addParam(new NameValuePair("X".getBytes(StandardCharsets.US_ASCII), new byte[] { 'a', 0, 'b' }));
		assertThat(request.send().bodyAsString()).isEqualTo("aNULb");
	}

}
