package io.fastcgi.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for TLS with SSL bundles of Boot.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsConfigurationTests {

	private static X509Bundle authority;

	private static X509Bundle server;

	private static X509Bundle frontEnd;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FastCgiServerAutoConfiguration.class, SslAutoConfiguration.class))
		.withBean(ExchangeHandler.class, () -> (exchange) -> exchange.respondText("hello"))
		.withPropertyValues("fastcgi.server.port=0", "fastcgi.server.ssl.bundle=mine",
				"spring.ssl.bundle.pem.mine.keystore.certificate=" + server.getCertificatePathPEM(),
				"spring.ssl.bundle.pem.mine.keystore.private-key=" + server.getPrivateKeyPEM());

	private final ApplicationContextRunner withTruststore = this.contextRunner.withPropertyValues(
			"spring.ssl.bundle.pem.mine.truststore.certificate=" + authority.getCertificatePEM(),
			"fastcgi.server.ssl.client-auth=need");

	@BeforeAll
	static void makeCertificates() throws Exception {
		CertificateBuilder builder = new CertificateBuilder().ecp256();
		authority = builder.copy().subject("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
		server = builder.copy().subject("CN=server").buildIssuedBy(authority);
		frontEnd = builder.copy().subject("CN=front end").buildIssuedBy(authority);
	}

	@Test
	void speaksTlsWithTheCertificateOfTheBundle() {
		this.contextRunner.run((context) -> assertThat(subjectOfServer(context, null)).isEqualTo("CN=server"));
	}

	@Test
	void speaksTheProtocolsOfTheBundle() {
		this.contextRunner.withPropertyValues("spring.ssl.bundle.pem.mine.options.enabled-protocols=TLSv1.2")
			.run((context) -> {
				try (SSLSocket socket = connect(context, null)) {
					assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
				}
			});
	}

	/**
	 * SEC-21, SEC-24.
	 */
	@Test
	void asksForACertificateOfTheFrontEnd(CapturedOutput output) {
		this.withTruststore.withPropertyValues("fastcgi.server.address=0.0.0.0").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("other machines may reach");
			try (SSLSocket socket = connect(context, frontEnd)) {
				socket.getOutputStream()
					.write("24:CONTENT_LENGTH\0000\0SCGI\0001\0,".getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.endsWith("hello");
			}
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				try (SSLSocket socket = connect(context, null)) {
					socket.getInputStream().read();
				}
			});
			assertThat(output).containsPattern("the TLS handshake failed: .*Empty client certificate chain");
		});
	}

	/**
	 * SEC-24: TLS without certificates of front ends keeps nobody out.
	 */
	@Test
	void warnsWhenAnybodyMayConnectFromElsewhere(CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.address=0.0.0.0").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("other machines may reach");
		});
	}

	@Test
	void doesNotTrustThePublicAuthorities() {
		this.contextRunner.withPropertyValues("fastcgi.server.ssl.client-auth=want")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("SSL bundle 'mine' has no truststore"));
	}

	@Test
	void followsUpdatesOfTheBundle(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			SslBundleRegistry registry = context.getBean(SslBundleRegistry.class);
			X509Bundle renewed = new CertificateBuilder().ecp256().subject("CN=renewed").buildIssuedBy(authority);
			registry.updateBundle("mine", bundle(renewed.toKeyStore("password".toCharArray())));
			assertThat(subjectOfServer(context, null)).isEqualTo("CN=renewed");
			assertThat(output).contains("FastCGI uses the updated SSL bundle 'mine' for new connections");
		});
	}

	private static SslBundle bundle(KeyStore keyStore) {
		return SslBundle.of(SslStoreBundle.of(keyStore, "password", null));
	}

	private static String subjectOfServer(AssertableApplicationContext context, @Nullable X509Bundle certificate)
			throws Exception {
		try (SSLSocket socket = connect(context, certificate)) {
			return socket.getSession().getPeerPrincipal().toString();
		}
	}

	private static SSLSocket connect(AssertableApplicationContext context, @Nullable X509Bundle certificate)
			throws Exception {
		SSLContext ssl = SSLContext.getInstance("TLS");
		KeyManager[] keys = (certificate != null) ? certificate.toKeyManagerFactory().getKeyManagers() : null;
		ssl.init(keys, new TrustManager[] { authority.toTrustManager() }, null);
		int port = context.getBean(FastCgiServerLifecycle.class).server().port();
		SSLSocket socket = (SSLSocket) ssl.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(10_000);
		try {
			socket.startHandshake();
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

}
