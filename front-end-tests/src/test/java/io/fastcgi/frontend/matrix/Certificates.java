package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * A certificate for front ends that speak TLS with their clients.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Certificates {

	private Certificates() {
	}

	/**
	 * Write a certificate and its key.
	 * @param directory where
	 * @return the directory, with {@code localhost.crt}, {@code localhost.key}, and both
	 * in {@code localhost.pem}
	 */
	static Path write(Path directory) throws IOException {
		try {
			X509Bundle bundle = new CertificateBuilder().ecp256()
				.subject("CN=localhost")
				.addSanDnsName("localhost")
				.notAfter(Instant.now().plus(Duration.ofDays(1)))
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
			Files.writeString(directory.resolve("localhost.crt"), bundle.getCertificatePEM());
			Files.writeString(directory.resolve("localhost.key"), bundle.getPrivateKeyPEM());
			Files.writeString(directory.resolve("localhost.pem"),
					bundle.getCertificatePEM() + "\n" + bundle.getPrivateKeyPEM());
			return directory;
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
