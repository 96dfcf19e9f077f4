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
				large_client_header_buffers ${header};

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

	/**
	 * nginx puts each header of the client into one buffer, and takes 8 kB by default.
	 */
	private static final List<Long> BUFFERS = List.of(32L, 16L, 8L);

	private static final int KILOBYTE = 1024;

	private static final int CUSTOMARY_KEEP_ALIVE = 16;

	/**
	 * So that the idle connections of eight workers are at most a half of those that the
	 * application takes.
	 */
	private static final int KEEPING = 2 * 8;

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
		int kept = Math.min(CUSTOMARY_KEEP_ALIVE, application.limits().maxConnections() / KEEPING);
		boolean keeps = this.protocol == WireProtocol.FASTCGI && application.idle() > 0 && kept > 0;
		long most = (this.protocol == WireProtocol.FASTCGI) ? RECORD : Long.MAX_VALUE;
		return TEMPLATE.fill(Map.ofEntries(Map.entry("name", application.name()), Map.entry("notes", notes.general()),
				Map.entry("server", address(target)),
				Map.entry("keepAlive", (keeps) ? keepAlive(kept, application) : List.of()),
				Map.entry("protocol", this.protocol),
				Map.entry("secret",
						target.secretLines(
								(param) -> "%s_param %s \"%s\";".formatted(this.protocol, param, Target.SECRET))),
				Map.entry("keepConnection", (keeps) ? List.of("fastcgi_keep_conn on;") : List.of()),
				Map.entry("patience", patience(application)),
				Map.entry("body", size(application.limits().maxBodySize())),
				Map.entry("header", buffers(application.headers(most) / KILOBYTE)),
				Map.entry("authorizers", authorizers(application, notes))));
	}

	private static String address(Target target) {
		return target.place().write(Place.Tcp::toString, (unix) -> "unix:" + unix.path());
	}

	/**
	 * nginx carries tunnels over SCGI.
	 */
	private long patience(ServedApplication application) {
		return (this.protocol == WireProtocol.SCGI) ? application.patienceWithTunnels() : application.patience();
	}

	private static List<String> keepAlive(int kept, ServedApplication application) {
		List<String> lines = new ArrayList<>();
		if (kept < CUSTOMARY_KEEP_ALIVE) {
			lines
				.addAll(Notes.comments(List.of(
						"So many idle connections for each worker. The application takes %d of all"
							.formatted(application.limits().maxConnections()),
						"workers together, and closes others at once.")));
		}
		lines.add("keepalive %d;".formatted(kept));
		lines.add("keepalive_timeout %ds;".formatted(application.idle()));
		return lines;
	}

	private static String buffers(long kilobytes) {
		long least = BUFFERS.get(BUFFERS.size() - 1);
		// More than two, so that there is room next to a long header
		long size = BUFFERS.stream().filter((buffer) -> kilobytes / buffer > 2).findFirst().orElse(least);
		return "%d %dk".formatted(Math.max(1, kilobytes / size), size);
	}

	private static String size(long bytes) {
		String size = String.valueOf(bytes);
		long unit = 1;
		for (String name : List.of("k", "m", "g")) {
			unit *= KILOBYTE;
			if (bytes % unit == 0) {
				size = bytes / unit + name;
			}
		}
		return size;
	}

	private static List<String> authorizers(ServedApplication application, Notes notes) {
		List<String> lines = new ArrayList<>(notes.unaskedAuthorizers());
		if (!lines.isEmpty()) {
			List<String> advice = new ArrayList<>();
			advice.add("nginx can ask an ordinary handler, such as one for /auth, instead:");
			for (String prefix : application.authorizedPrefixes()) {
				advice.add("\tlocation %s { auth_request /auth; ... }".formatted(prefix));
			}
			advice.add("\tlocation = /auth { internal; ... }");
			advice.add("In the latter, REQUEST_URI has to be /auth and not $request_uri, or everybody gets in.");
			lines.addAll(Notes.comments(advice));
			lines.add("");
		}
		return lines;
	}

}
