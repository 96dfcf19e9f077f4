package io.fastcgi.spring.frontend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.AccessRule;
import io.fastcgi.engine.access.AllowedAddresses;
import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.handler.dispatch.RouteDescription;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrontEnds}. That front ends accept what is written here is for the
 * tests of the demo, which start them.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FrontEndsTests {

	private static final String SECRET = "0123456789abcdef";

	private static final ListenerState LOOPBACK = tcp("127.0.0.1", ProtocolMode.AUTO, Access.unrestricted());

	private static final ListenerState UNIX = listener(UnixDomainSocketAddress.of("/run/app.sock"), ProtocolMode.AUTO,
			Access.unrestricted());

	private static final Access TLS = Access.unrestricted().withTls(new Tls(() -> {
		throw new IllegalStateException();
	}, ClientAuth.REQUIRE, Duration.ofSeconds(1)));

	static List<String> names() {
		return new FrontEnds().names();
	}

	@Test
	void hasAFrontEndForEachNameAndNoOther() {
		assertThat(names()).containsExactly("nginx", "nginx-scgi", "apache", "apache-scgi", "lighttpd", "lighttpd-scgi",
				"haproxy", "caddy", "h2o");
		assertThat(new FrontEnds().configure("iis", application(LOOPBACK))).isNull();
	}

	@ParameterizedTest
	@MethodSource("names")
	void saysThatTheServerDoesNotRun(String name) {
		assertThat(new FrontEnds().configure(name, null)).startsWith("# The FastCGI server does not run");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nginx         | server 127.0.0.1:9000;                        | server unix:/run/app.sock;
			nginx-scgi    | server 127.0.0.1:9000;                        | server unix:/run/app.sock;
			apache        | "fcgi://127.0.0.1:9000/"                      | "unix:/run/app.sock|fcgi://localhost/"
			apache-scgi   | "scgi://127.0.0.1:9000/"                      | "unix:/run/app.sock|scgi://localhost/"
			lighttpd      | "host" => "127.0.0.1", "port" => 9000         | "socket" => "/run/app.sock"
			lighttpd-scgi | "host" => "127.0.0.1", "port" => 9000         | "socket" => "/run/app.sock"
			haproxy       | server app 127.0.0.1:9000 proto fcgi          | server app /run/app.sock proto fcgi
			caddy         | reverse_proxy 127.0.0.1:9000                  | reverse_proxy unix//run/app.sock
			h2o           | { host: "127.0.0.1", port: 9000, type: tcp }  | { port: "/run/app.sock", type: unix }
			""")
	void namesTheFirstPlaceAndMentionsTheOther(String name, String tcp, String unix) {
		assertThat(configure(name, LOOPBACK, UNIX)).contains(tcp)
			.doesNotContain(unix)
			.contains("# The application can also be reached at /run/app.sock.");
		assertThat(configure(name, UNIX, LOOPBACK)).contains(unix)
			.doesNotContain(tcp)
			.contains("# The application can also be reached at 127.0.0.1:9000.");
	}

	@ParameterizedTest
	@MethodSource("names")
	void neverWritesTheSecretButWhereItBelongs(String name) {
		Access access = Access.unrestricted().withSecret(SharedSecret.of("OUR_SECRET", List.of(SECRET)));
		assertThat(configure(name, tcp("127.0.0.1", ProtocolMode.AUTO, access))).doesNotContain(SECRET)
			.contains("OUR_SECRET")
			.containsOnlyOnce(Target.SECRET)
			.contains("# FILL IN the value of the shared secret");
	}

	@ParameterizedTest
	@MethodSource("names")
	void writesNoParamWhoseNameCouldBeMore(String name) {
		Access access = Access.unrestricted().withSecret(SharedSecret.of("A\"; evil\n", List.of(SECRET)));
		assertThat(configure(name, tcp("127.0.0.1", ProtocolMode.AUTO, access))).doesNotContain("evil")
			.contains("# FILL IN the shared secret. Its param has a name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/run/a b.sock", "/run/a\";evil.sock", "/run/a\nevil.sock", "/run/$evil.sock",
			"/run/a|evil.sock", "/run/a:evil.sock", "/run/{evil}.sock", "/run/#evil.sock" })
	void writesNoPathThatCouldBeMore(String path) {
		ListenerState listener = listener(UnixDomainSocketAddress.of(path), ProtocolMode.AUTO, Access.unrestricted());
		for (String name : names()) {
			String configuration = configure(name, listener);
			assertThat(configuration).doesNotContain("evil").contains("a Unix domain socket needs a path of letters");
			assertThat(configuration.lines()).allMatch((line) -> line.startsWith("# "));
		}
	}

	@Test
	void nameOfTheApplicationBecomesAWord() {
		assertThat(ServedApplication.word("My \"shop\"\n; 2")).isEqualTo("My-shop-2");
		assertThat(ServedApplication.word("...")).isEqualTo("application");
		assertThat(ServedApplication.word(null)).isEqualTo("application");
	}

	@ParameterizedTest
	@MethodSource("names")
	void asksForTheAddressWhereAllAreListenedOn(String name) {
		assertThat(configure(name, tcp("0.0.0.0", ProtocolMode.AUTO, Access.unrestricted()))).contains("127.0.0.1")
			.contains("# FILL IN the address of the application's machine for 127.0.0.1, unless it is this one.");
		assertThat(configure(name, tcp("::", ProtocolMode.AUTO, Access.unrestricted()))).contains("127.0.0.1")
			.contains("# FILL IN the address");
	}

	@Test
	void putsAddressesOfVersion6IntoBracketsWhereTheyAreWanted() {
		ListenerState listener = tcp("::1", ProtocolMode.AUTO, Access.unrestricted());
		assertThat(configure("nginx", listener)).contains("server [::1]:9000;");
		assertThat(configure("haproxy", listener)).contains("server app [::1]:9000 ");
		assertThat(configure("lighttpd", listener)).contains("\"host\" => \"::1\", \"port\" => 9000");
		assertThat(configure("h2o", listener)).contains("host: \"::1\", port: 9000");
	}

	@Test
	void leavesOutListenersOfAnotherProtocol() {
		ListenerState scgi = tcp("127.0.0.1", ProtocolMode.SCGI, Access.unrestricted());
		assertThat(configure("nginx", scgi, UNIX)).contains("server unix:/run/app.sock;")
			.contains("\n# 127.0.0.1:9000 speaks another protocol. Remove its 'protocol', and it speaks both.\n");
		assertThat(configure("nginx", scgi, UNIX).lines().filter((line) -> !line.startsWith("#")))
			.noneMatch((line) -> line.contains("9000"));
		assertThat(configure("nginx-scgi", scgi)).contains("server 127.0.0.1:9000;");
		assertThat(configure("haproxy", scgi)).isEqualTo("""
				# HAProxy cannot reach this application over FastCGI.
				# 127.0.0.1:9000 speaks another protocol. Remove its 'protocol', and it speaks both.
				# Set 'fastcgi.server.port' or 'fastcgi.server.unix.path', or add an entry to 'fastcgi.server.listeners'
				# that says where it can.
				""");
	}

	@Test
	void leavesTlsToHaproxy() {
		ListenerState tls = tcp("192.0.2.1", ProtocolMode.AUTO, TLS);
		assertThat(configure("haproxy", tls))
			.contains("server app 192.0.2.1:9000 proto fcgi maxconn 4096 ssl verify required "
					+ "ca-file /etc/haproxy/fastcgi/authority.pem crt /etc/haproxy/fastcgi/front-end.pem")
			.contains("# FILL IN the file with the certificate and the key");
		for (String name : names()) {
			if (!name.equals("haproxy")) {
				assertThat(configure(name, tls)).contains("192.0.2.1:9000 speaks TLS, which ")
					.doesNotContain("server {");
			}
		}
	}

	@Test
	void knowsNoWayIntoAVirtualMachine() {
		assertThat(configure("nginx", listener(new InMemoryAddress(), ProtocolMode.AUTO, Access.unrestricted())))
			.startsWith("# nginx cannot reach this application over FastCGI.");
	}

	@Test
	void saysWhatRestrictsWhoMayConnect() {
		Access access = Access.unrestricted().withRule(AllowedAddresses.of("some.property", List.of("192.0.2.1")));
		assertThat(configure("nginx", tcp("192.0.2.2", ProtocolMode.AUTO, access)))
			.contains("# Who may connect is restricted by some.property.");
	}

	@Test
	void ruleThatDescribesItselfInSeveralLinesStaysAComment() {
		Access access = Access.unrestricted().withRule(new AccessRule() {

			@Override
			public String objectionTo(Channel channel) {
				return "no";
			}

			@Override
			public String toString() {
				return "a\nevil;";
			}

		});
		assertThat(configure("nginx", tcp("192.0.2.2", ProtocolMode.AUTO, access)).lines())
			.noneMatch((line) -> line.startsWith("evil"));
	}

	@Test
	void limitsAndTimeoutsAreThoseOfTheServer() {
		Limits limits = Limits.builder()
			.maxBodySize(5 * 1024 * 1024)
			.maxParamsSize(16 * 1024)
			.maxRequestsPerConnection(7)
			.build();
		Timeouts defaults = Timeouts.defaults();
		Timeouts timeouts = defaults.withHandler(Duration.ofSeconds(90)).withIdle(Duration.ofSeconds(30));
		ServedApplication application = new ServedApplication("shop", List.of(LOOPBACK), limits, timeouts, List.of());
		assertThat(new FrontEnds().configure("nginx", application)).contains("client_max_body_size 5m;")
			.contains("large_client_header_buffers 1 8k;")
			.contains("fastcgi_read_timeout 96s;")
			.contains("keepalive_timeout 15s;")
			.contains("fastcgi_keep_conn on;");
		assertThat(new FrontEnds().configure("apache", application)).contains("timeout=96 enablereuse=on ttl=15")
			.contains("LimitRequestBody 5242880");
		assertThat(new FrontEnds().configure("lighttpd", application)).contains("server.max-request-size := 5120\n")
			.contains("server.max-request-field-size := 8192\n")
			.contains("\"read-timeout\" => 96");
		assertThat(new FrontEnds().configure("haproxy", application)).contains("req.body_size gt 5242880 }")
			.contains("timeout server 96s");
		assertThat(new FrontEnds().configure("caddy", application)).contains("max_size 5242880B")
			.contains("read_timeout 96s");
		assertThat(new FrontEnds().configure("h2o", application)).contains("limit-request-body: 5242880\n")
			.contains("fastcgi.timeout.io: 96000\n")
			.contains("fastcgi.timeout.keepalive: 15000\n");
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1023, 1023", "1024, 1k", "1536000, 1500k", "1048576, 1m", "1073741824, 1g",
			"10995116277760, 10240g", "1073741825, 1073741825" })
	void writesSizesAsNginxReadsThem(long bytes, String size) {
		ServedApplication application = new ServedApplication("shop", List.of(LOOPBACK),
				Limits.builder().maxBodySize(bytes).build(), Timeouts.defaults(), List.of());
		assertThat(new FrontEnds().configure("nginx", application)).contains("client_max_body_size " + size + ";");
	}

	@Test
	void keepsNoConnectionsThatTheApplicationClosesSooner() {
		ServedApplication application = new ServedApplication("shop", List.of(LOOPBACK),
				Limits.builder().maxRequestsPerConnection(1).build(),
				Timeouts.defaults().withIdle(Duration.ofSeconds(1)), List.of());
		assertThat(new FrontEnds().configure("nginx", application)).doesNotContain("keep");
		assertThat(new FrontEnds().configure("apache", application)).doesNotContain("enablereuse");
		assertThat(new FrontEnds().configure("h2o", application)).doesNotContain("keepalive");
		assertThat(new FrontEnds().configure("haproxy", application)).contains("no option keep-conn");
	}

	@Test
	void clientsHeaderProxyIsKeptOutWhereTheFrontEndWouldPassIt() {
		assertThat(configure("nginx", LOOPBACK)).contains("fastcgi_param HTTP_PROXY \"\";");
		assertThat(configure("nginx-scgi", LOOPBACK)).contains("scgi_param HTTP_PROXY \"\";");
		assertThat(configure("h2o", LOOPBACK)).contains("HTTP_PROXY: \"\"");
	}

	@Test
	void authorizersAreAskedByThoseThatCan() {
		ServedApplication application = withAuthorizers(List.of(LOOPBACK), "/private/**", "/a/{id}", "/private/**");
		assertThat(new FrontEnds().configure("lighttpd", application)).containsOnlyOnce("\"/private\" => (")
			.containsOnlyOnce("\"/a/\" => (")
			.contains("\"mode\" => \"authorizer\"");
		assertThat(new FrontEnds().configure("apache", application))
			.contains("AuthnzFcgiDefineProvider authn shop-authorizer fcgi://127.0.0.1:9000/\n")
			.contains("<Location \"/private\">")
			.contains("<Location \"/a/\">")
			.contains("Require valid-user")
			.contains("# a2enmod proxy proxy_fcgi authnz_fcgi\n")
			.doesNotContain("CAUTION");
	}

	@Test
	void authorizerOfEverythingSharesAnEntryWithTheResponder() {
		String configuration = new FrontEnds().configure("lighttpd", withAuthorizers(List.of(LOOPBACK), "/**"));
		assertThat(configuration).contains("""
				fastcgi.server += (
					"/" => (
						"authorizer" => (
							"host" => "127.0.0.1", "port" => 9000,
							"mode" => "authorizer",
							"check-local" => "disable",
							"disable-time" => 0
						),
						"responder" => (
				""");
	}

	@Test
	void apacheAsksOverTcpOnly() {
		assertThat(new FrontEnds().configure("apache", withAuthorizers(List.of(UNIX, LOOPBACK), "/private")))
			.contains("ProxyPass \"/\" \"unix:/run/app.sock|fcgi://localhost/\"")
			.contains("AuthnzFcgiDefineProvider authn shop-authorizer fcgi://127.0.0.1:9000/\n");
		assertThat(new FrontEnds().configure("apache", withAuthorizers(List.of(UNIX), "/private")))
			.contains("# CAUTION")
			.doesNotContain("AuthnzFcgi");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nginx", "nginx-scgi", "apache-scgi", "lighttpd-scgi", "haproxy", "caddy", "h2o" })
	void theOthersSayThatTheyDoNot(String name) {
		assertThat(new FrontEnds().configure(name, withAuthorizers(List.of(LOOPBACK), "/private/**")))
			.contains("# CAUTION: the application has Authorizers for what begins with /private,");
		assertThat(configure(name, LOOPBACK)).doesNotContain("CAUTION");
	}

	private static ServedApplication withAuthorizers(List<ListenerState> listeners, String... patterns) {
		List<RouteDescription> routes = Stream.of(patterns)
			.map((pattern) -> new RouteDescription(Role.AUTHORIZER, pattern, List.of(), List.of(), List.of(), "a()"))
			.toList();
		return new ServedApplication("shop", listeners, Limits.defaults(), Timeouts.defaults(), routes);
	}

	private static String configure(String name, ListenerState... listeners) {
		String configuration = new FrontEnds().configure(name, application(listeners));
		assertThat(configuration).isNotNull().doesNotContain("${").endsWith("\n");
		assertThat(configuration.lines()).noneMatch((line) -> line.matches(".*\\s"));
		return configuration;
	}

	private static ServedApplication application(ListenerState... listeners) {
		return new ServedApplication("shop", List.of(listeners), Limits.defaults(), Timeouts.defaults(), List.of());
	}

	private static ListenerState tcp(String host, ProtocolMode protocol, Access access) {
		return listener(new InetSocketAddress(host, 9000), protocol, access);
	}

	private static ListenerState listener(SocketAddress address, ProtocolMode protocol, Access access) {
		ListenerSpec spec = (address instanceof UnixDomainSocketAddress unix) ? ListenerSpec.unix(unix.getPath())
				: ListenerSpec.loopback(0);
		return new ListenerState(spec.withProtocol(protocol).withAccess(access), address, true);
	}

}
