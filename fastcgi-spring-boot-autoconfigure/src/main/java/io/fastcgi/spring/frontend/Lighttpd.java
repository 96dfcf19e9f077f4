package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.exchange.WireProtocol;
import org.jspecify.annotations.Nullable;

/**
 * lighttpd, which asks Authorizers over FastCGI.
 *
 * @param protocol what it speaks to the application
 * @author FastCGI Spring Boot maintainers
 */
record Lighttpd(WireProtocol protocol) implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# lighttpd in front of ${name}, for a file in /etc/lighttpd/conf-enabled.
			${notes}

			server.modules += ( ${modules} )
			# ':=' and '+=' because other files may have set them before
			server.stream-response-body := 1
			server.max-request-size := ${body}
			server.max-request-field-size := ${header}
			${secret}

			${authorizerNotes}
			${protocol}.server += (
				${authorizers}
				"/" => (
					${rootAuthorizer}
					"responder" => (
						${address},
						"check-local" => "disable",
						"fix-root-scriptname" => "enable",
						"disable-time" => 0,
						"read-timeout" => ${patience},
						"write-timeout" => ${patience}
					)
				)
			)
			""");

	private static final Template AUTHORIZER = new Template("""
			"authorizer" => (
				${address},
				"mode" => "authorizer",
				"check-local" => "disable",
				"disable-time" => 0
			)""");

	/**
	 * lighttpd puts all params into one record, also over SCGI.
	 */
	private static final long RECORD = 65_535;

	private static final long KILOBYTE = 1024;

	private static final long MOST_KILOBYTES = Integer.MAX_VALUE;

	@Override
	public String product() {
		return "lighttpd";
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		List<String> prefixes = (this.protocol == WireProtocol.FASTCGI) ? application.authorizedPrefixes() : List.of();
		List<String> authorizer = AUTHORIZER.fill(Map.of("address", address(target))).lines().toList();
		return TEMPLATE.fill(Map.ofEntries(Map.entry("name", application.name()), Map.entry("notes", notes.general()),
				Map.entry("modules", modules(target.access().secret())), Map.entry("body", body(application)),
				Map.entry("header", application.headers(RECORD)), Map.entry("secret", secret(target)),
				Map.entry("authorizerNotes", authorizerNotes(notes, prefixes)), Map.entry("protocol", this.protocol),
				Map.entry("authorizers", authorizers(prefixes, authorizer)),
				Map.entry("rootAuthorizer", (prefixes.contains("/")) ? closed(authorizer) : List.of()),
				Map.entry("address", address(target)), Map.entry("patience", application.patience())));
	}

	private String modules(@Nullable SharedSecret secret) {
		return "\"mod_%s\"%s".formatted(this.protocol, (secret != null) ? ", \"mod_setenv\"" : "");
	}

	private static long body(ServedApplication application) {
		long kilobytes = (application.limits().maxBodySize() + KILOBYTE - 1) / KILOBYTE;
		return Math.min(kilobytes, MOST_KILOBYTES);
	}

	private static List<String> secret(Target target) {
		return target
			.secretLines((param) -> "setenv.set-environment += ( \"%s\" => \"%s\" )".formatted(param, Target.SECRET));
	}

	private static String address(Target target) {
		return target.place()
			.write((tcp) -> "\"host\" => \"%s\", \"port\" => %d".formatted(tcp.host(), tcp.port()),
					(unix) -> "\"socket\" => \"%s\"".formatted(unix.path()));
	}

	private List<String> authorizerNotes(Notes notes, List<String> prefixes) {
		if (this.protocol == WireProtocol.SCGI) {
			return notes.unaskedAuthorizers();
		}
		return (prefixes.isEmpty()) ? List.of()
				: Notes.comments(List.of("Authorizers decide about what begins with %s. What has none there is refused."
					.formatted(String.join(", ", prefixes))));
	}

	private static List<String> authorizers(List<String> prefixes, List<String> authorizer) {
		List<String> lines = new ArrayList<>();
		for (String prefix : prefixes) {
			if (!prefix.equals("/")) {
				lines.add("\"%s\" => (".formatted(prefix));
				authorizer.forEach((line) -> lines.add("\t" + line));
				lines.add("),");
			}
		}
		return lines;
	}

	private static List<String> closed(List<String> authorizer) {
		int last = authorizer.size() - 1;
		return Stream.concat(authorizer.stream().limit(last), Stream.of(authorizer.get(last) + ",")).toList();
	}

}
