package io.fastcgi.engine.access;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect to a listener.
 *
 * @param rules all of them have to admit a peer
 * @param secret what every request has to know, nothing if {@code null}
 * @param tls how to speak TLS, not at all if {@code null}
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Access(List<AccessRule> rules, @Nullable SharedSecret secret, @Nullable Tls tls) {

	/**
	 * Create an access with a copy of the rules.
	 */
	public Access {
		rules = List.copyOf(rules);
	}

	/**
	 * Admit whoever can connect.
	 * @return an access without any restriction
	 */
	public static Access unrestricted() {
		return new Access(List.of(), null, null);
	}

	/**
	 * Return the same access with one more rule.
	 * @param rule the rule
	 * @return the access
	 */
	public Access withRule(AccessRule rule) {
		List<AccessRule> more = new ArrayList<>(this.rules);
		more.add(rule);
		return new Access(more, this.secret, this.tls);
	}

	/**
	 * Return the same access with a shared secret.
	 * @param secret the secret
	 * @return the access
	 */
	public Access withSecret(SharedSecret secret) {
		return new Access(this.rules, secret, this.tls);
	}

	/**
	 * Return the same access over TLS.
	 * @param tls how to speak TLS
	 * @return the access
	 */
	public Access withTls(Tls tls) {
		return new Access(this.rules, this.secret, tls);
	}

	/**
	 * Return whether it takes more than a connection to be served. TLS alone keeps
	 * eavesdroppers out, but nobody who connects.
	 * @return whether there are rules, a secret, or certificates to be shown
	 */
	public boolean isRestricted() {
		return !this.rules.isEmpty() || this.secret != null
				|| (this.tls != null && this.tls.clientAuth() == ClientAuth.REQUIRE);
	}

	/**
	 * Return what stands against a peer.
	 * @param channel the connection, accepted and not yet read from
	 * @return what the first rule says that does not admit it, or {@code null}
	 */
	public @Nullable String objectionTo(Channel channel) {
		for (AccessRule rule : this.rules) {
			String objection = rule.objectionTo(channel);
			if (objection != null) {
				return objection;
			}
		}
		return null;
	}

	/**
	 * Check the params of a request.
	 * @param params what the front end sent
	 * @return the params without the secret, or {@code null} if it is missing or wrong
	 */
	public @Nullable Params admit(Params params) {
		return (this.secret != null) ? this.secret.admit(params) : params;
	}

}
