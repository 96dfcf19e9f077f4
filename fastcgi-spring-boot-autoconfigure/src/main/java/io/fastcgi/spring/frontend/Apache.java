package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.exchange.WireProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Apache's HTTP server, which asks Authorizers over FastCGI and TCP.
 *
 * @param protocol what it speaks to the application
 * @author FastCGI Spring Boot maintainers
 */
record Apache(WireProtocol protocol) implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# Apache in front of ${name}, for a file in /etc/apache2/sites-available.
			# a2enmod ${modules}
			${notes}

			Listen 127.0.0.1:8080
			${provider}

			<VirtualHost 127.0.0.1:8080>
				ServerName localhost
				AllowEncodedSlashes NoDecode
				SetEnv ap_trust_cgilike_cl 1
				${generic}
				ProxyPass "/" "${address}" timeout=${patience}${reuse} flushpackets=on
				LimitRequestBody ${body}
				${secret}

				# Lets the application see the header Authorization
				<Location "/">
					CGIPassAuth On
				</Location>
				${authorizers}
			</VirtualHost>
			""");

	@Override
	public String product() {
		return "Apache";
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		boolean fastCgi = this.protocol == WireProtocol.FASTCGI;
		Target asked = (fastCgi && !application.authorizedPrefixes().isEmpty()) ? overTcp(notes.choice()) : null;
		String provider = application.name() + "-authorizer";
		return TEMPLATE.fill(
				Map.ofEntries(Map.entry("name", application.name()), Map.entry("modules", modules(target, asked)),
						Map.entry("notes", (asked != null) ? notes.general(asked) : notes.general()),
						Map.entry("provider",
								(asked != null) ? List.of("AuthnzFcgiDefineProvider authn %s %s".formatted(provider,
										address(asked.place()))) : List.of()),
						Map.entry("generic", (fastCgi) ? List.of("ProxyFCGIBackendType GENERIC") : List.of()),
						Map.entry("address", address(target.place())), Map.entry("patience", application.patience()),
						Map.entry("reuse",
								(fastCgi && application.idle() > 0)
										? " enablereuse=on ttl=%d".formatted(application.idle()) : ""),
						Map.entry("body", application.limits().maxBodySize()),
						Map.entry("secret", secrets(target, asked)), Map.entry("authorizers",
								(asked != null) ? authorizers(provider, application) : notes.unaskedAuthorizers())));
	}

	private String modules(Target target, @Nullable Target asked) {
		List<String> modules = new ArrayList<>(
				List.of("proxy", (this.protocol == WireProtocol.FASTCGI) ? "proxy_fcgi" : "proxy_scgi"));
		if (target.access().secret() != null || (asked != null && asked.access().secret() != null)) {
			modules.add("setenvif");
		}
		if (asked != null) {
			modules.add("authnz_fcgi");
		}
		return String.join(" ", modules);
	}

	/**
	 * Apache asks Authorizers over TCP only.
	 */
	private static @Nullable Target overTcp(Choice choice) {
		return choice.targets()
			.stream()
			.filter((target) -> target.place() instanceof Place.Tcp)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Apache sends all of them wherever it asks.
	 */
	private static List<String> secrets(Target target, @Nullable Target asked) {
		List<String> lines = new ArrayList<>(target.secretLines(Apache::secret));
		SharedSecret other = (asked != null && asked != target) ? asked.access().secret() : null;
		if (asked != null && other != null) {
			lines.addAll(Notes
				.comments(List.of("Authorizers are asked at %s, which has a secret as well:".formatted(asked))));
			SharedSecret own = target.access().secret();
			if (own != null && own.param().equals(other.param())) {
				lines.addAll(
						Notes.comments(List.of("it is sent the same value. Let both be the same, or give one of them",
								"another 'shared-secret.param'.")));
			}
			else {
				lines.addAll(asked.secretLines(Apache::secret));
			}
		}
		return lines;
	}

	private static String secret(String param) {
		return "SetEnvIf Request_URI \"^\" \"%s=%s\"".formatted(param, Target.SECRET);
	}

	private String address(Place place) {
		String scheme = (this.protocol == WireProtocol.FASTCGI) ? "fcgi" : "scgi";
		return place.write((tcp) -> "%s://%s/".formatted(scheme, tcp),
				(unix) -> "unix:%s|%s://localhost/".formatted(unix.path(), scheme));
	}

	private static List<String> authorizers(String provider, ServedApplication application) {
		List<String> lines = new ArrayList<>();
		for (String prefix : application.authorizedPrefixes()) {
			lines.add("<Location \"%s\">".formatted(prefix));
			lines.add("\t# FILL IN the variable in which the Authorizer names the user, if it does");
			lines.add(
					"\tAuthnzFcgiCheckAuthnProvider %s Authoritative On DefaultUser somebody UserExpr \"%%{reqenv:REMOTE_USER}\""
						.formatted(provider));
			lines.add("\tRequire valid-user");
			lines.add("</Location>");
		}
		return lines;
	}

}
