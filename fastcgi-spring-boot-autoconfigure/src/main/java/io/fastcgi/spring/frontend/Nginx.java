package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.WireProtocol;

/**
 * nginx.
 *
 * @param protocol what it speaks to the application
 * @author FastCGI Spring Boot maintainers
 */
record Nginx(WireProtocol protocol) implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# nginx in front of ${name}, for a file in /etc/nginx/conf.d.
			${notes}
			# REMOTE_USER is what the client claims, unless auth_basic is on.

			upstream ${name} {
				server ${server};
				${keepAlive}
			}

			server {
				listen 127.0.0.1:8080;
				server_name localhost;

				include ${protocol}_params;
				${protocol}_param HTTP_PROXY "";
				${secret}
				${keepConnection}
				${protocol}_buffer_size 16k;
				${protocol}_buffers 8 16k;
				${protocol}_read_timeout ${patience}s;
				${protocol}_send_timeout ${patience}s;
				client_max_body_size ${body};
				large_client_header_buffers 4 ${header}k;

				${authorizers}
				location / {
					${protocol}_pass ${name};
				}
			}
			""");

	/**
	 * nginx puts all params into one record.
	 */
	private static final long RECORD = 65_535;

	private static final int BUFFERS = 4;

	@Override
	public String product() {
		return "nginx";
	}

	@Override
	public String hint(Target target) {
		return "%s_pass %s;".formatted(this.protocol, address(target));
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		boolean keeps = this.protocol == WireProtocol.FASTCGI && application.idle() > 0;
		long most = (this.protocol == WireProtocol.FASTCGI) ? RECORD : Long.MAX_VALUE;
		return TEMPLATE.fill(Map.ofEntries(Map.entry("name", application.name()), Map.entry("notes", notes.general()),
				Map.entry("server", address(target)),
				Map.entry("keepAlive",
						(keeps) ? List.of("keepalive 16;", "keepalive_timeout %ds;".formatted(application.idle()))
								: List.of()),
				Map.entry("protocol", this.protocol),
				Map.entry("secret",
						target.secretLines(
								(param) -> "%s_param %s \"%s\";".formatted(this.protocol, param, Target.SECRET))),
				Map.entry("keepConnection", (keeps) ? List.of("fastcgi_keep_conn on;") : List.of()),
				Map.entry("patience", application.patience()),
				Map.entry("body", size(application.limits().maxBodySize())),
				Map.entry("header", application.headers(most) / BUFFERS / 1024),
				Map.entry("authorizers", authorizers(application, notes))));
	}

	private static String address(Target target) {
		return target.place().write(Place.Tcp::toString, (unix) -> "unix:" + unix.path());
	}

	private static String size(long bytes) {
		String size = String.valueOf(bytes);
		long unit = 1;
		for (String name : List.of("k", "m", "g")) {
			unit *= 1024;
			if (bytes % unit == 0) {
				size = bytes / unit + name;
			}
		}
		return size;
	}

	private static List<String> authorizers(ServedApplication application, Notes notes) {
		List<String> lines = new ArrayList<>(notes.unaskedAuthorizers());
		if (!lines.isEmpty()) {
			lines.addAll(
					Notes.comments(List.of("nginx can ask an ordinary handler, such as one for /auth, instead:",
							"\tlocation %s { auth_request /auth; ... }".formatted(
									application.authorizedPrefixes().get(0)),
							"\tlocation = /auth { internal; ... }",
							"In the latter, REQUEST_URI has to be /auth and not $request_uri, or everybody gets in.")));
			lines.add("");
		}
		return lines;
	}

}
