package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.exchange.WireProtocol;

/**
 * HAProxy, which speaks FastCGI, also over TLS.
 *
 * @author FastCGI Spring Boot maintainers
 */
record Haproxy() implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# HAProxy in front of ${name}: two sections for /etc/haproxy/haproxy.cfg. A section
			# 'frontend' reaches them with 'default_backend ${name}'.
			${notes}
			# Params have to fit into 'tune.bufsize' of the section 'global', 16384 bytes unless set.
			# REMOTE_USER is what the client claims: HAProxy checks no password.

			${authorizers}
			backend ${name}
				mode http
				timeout server ${patience}s
				http-request deny deny_status 413 if { req.body_size gt ${body} }
				use-fcgi-app ${name}
				${tlsNotes}
				${chroot}
				# More requests at the same time than the application takes wait here, for 'timeout queue'.
				server app ${address} proto fcgi maxconn ${requests}${purge}${tls}

			fcgi-app ${name}
				docroot /
				log-stderr global
				${keepConnection}
				option get-values
				pass-header authorization
				${secret}
			""");

	/**
	 * How often HAProxy closes a half of the connections that it does not need.
	 */
	private static final int PURGE_SECONDS = 5;

	/**
	 * HAProxy counts milliseconds in 32 bits, and does not start with a longer timeout.
	 */
	private static final long LONGEST_SECONDS = Integer.MAX_VALUE / 1000;

	private static final String DIRECTORY = "/etc/haproxy/fastcgi";

	@Override
	public String product() {
		return "HAProxy";
	}

	@Override
	public WireProtocol protocol() {
		return WireProtocol.FASTCGI;
	}

	@Override
	public boolean speaksTls() {
		return true;
	}

	@Override
	public String hint(Target target) {
		return "server app %s proto fcgi%s".formatted(target, tls(target));
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		long idle = application.idle();
		List<String> authorizers = new ArrayList<>(notes.unaskedAuthorizers());
		if (!authorizers.isEmpty()) {
			authorizers.add("");
		}
		return TEMPLATE.fill(Map.ofEntries(Map.entry("name", application.name()), Map.entry("notes", notes.general()),
				Map.entry("authorizers", authorizers),
				Map.entry("patience", Math.min(application.patience(), LONGEST_SECONDS)),
				Map.entry("body", application.limits().maxBodySize()), Map.entry("tlsNotes", tlsNotes(target)),
				Map.entry("address", target), Map.entry("chroot", chroot(target)),
				Map.entry("requests", requests(application.limits())), Map.entry("tls", tls(target)),
				Map.entry("purge", (idle > 0 && idle < PURGE_SECONDS) ? " pool-purge-delay %ds".formatted(idle) : ""),
				Map.entry("keepConnection", List.of((idle > 0) ? "option keep-conn" : "no option keep-conn")),
				Map.entry("secret",
						target.secretLines((param) -> "set-param %s \"%s\"".formatted(param, Target.SECRET)))));
	}

	private static List<String> chroot(Target target) {
		return target.place()
			.write((tcp) -> List.<String>of(), (unix) -> Notes.comments(List.of(
					"FILL IN the path as it is inside of HAProxy's 'chroot'. Debian's haproxy.cfg has",
					"'chroot /var/lib/haproxy': nothing outside of that can be reached, and every request is a 503.")));
	}

	/**
	 * Each of them has a connection to itself.
	 */
	private static int requests(Limits limits) {
		return Math.min(limits.maxRequests(), limits.maxConnections());
	}

	private static String tls(Target target) {
		if (!target.speaksTls()) {
			return "";
		}
		String own = (target.asksForCertificates()) ? " crt %s/front-end.pem".formatted(DIRECTORY) : "";
		return " ssl verify required ca-file %s/authority.pem%s".formatted(DIRECTORY, own);
	}

	private static List<String> tlsNotes(Target target) {
		if (!target.speaksTls()) {
			return List.of();
		}
		List<String> notes = new ArrayList<>();
		notes.add("FILL IN the file with the authority that signed the certificate of the application, and add");
		notes.add("'verifyhost' with the name in it. Without, any certificate of the authority would do.");
		if (target.asksForCertificates()) {
			notes.add("FILL IN the file with the certificate and the key of HAProxy, which the application asks for.");
		}
		return Notes.comments(notes);
	}

}
