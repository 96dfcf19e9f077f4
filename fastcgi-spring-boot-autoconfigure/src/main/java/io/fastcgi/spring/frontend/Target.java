package io.fastcgi.spring.frontend;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.access.Tls;
import io.netty.handler.ssl.ClientAuth;

/**
 * A listener that a front end can use.
 *
 * @param place where it is
 * @param access who may connect
 * @param inherited whether the socket was there before the application
 * @author FastCGI Spring Boot maintainers
 */
record Target(Place place, Access access, boolean inherited) {

	/**
	 * What stands for the secret, which is shown to nobody.
	 */
	static final String SECRET = "FILL-IN-THE-SHARED-SECRET";

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	boolean speaksTls() {
		return this.access.tls() != null;
	}

	boolean asksForCertificates() {
		Tls tls = this.access.tls();
		return tls != null && tls.clientAuth() != ClientAuth.NONE;
	}

	/**
	 * Return the lines that send the shared secret.
	 * @param line makes the line from the name of the param
	 * @return a comment and a line with a placeholder, nothing if there is no secret
	 */
	List<String> secretLines(UnaryOperator<String> line) {
		SharedSecret secret = this.access.secret();
		if (secret == null) {
			return List.of();
		}
		if (!PLAIN.matcher(secret.param()).matches()) {
			return List.of("# FILL IN the shared secret. Its param has a name with characters other than letters,",
					"# digits and '_', so the line for it is not written here.");
		}
		return List.of(
				"# FILL IN the value of the shared secret, and let only root read this file. Choose one of letters",
				"# and digits: other characters could mean something else here.", line.apply(secret.param()));
	}

	@Override
	public String toString() {
		return this.place.toString();
	}

}
