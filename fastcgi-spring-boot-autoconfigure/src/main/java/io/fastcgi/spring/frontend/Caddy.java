package io.fastcgi.spring.frontend;

import java.util.Map;

import io.fastcgi.engine.exchange.WireProtocol;

/**
 * Caddy, which speaks FastCGI and keeps no connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
record Caddy() implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# Caddy in front of ${name}: a site for the Caddyfile.
			${notes}
			${authorizers}

			http://:8080 {
				bind 127.0.0.1
				request_body {
					max_size ${body}B
				}
				request_header -*_*
				request_header -Proxy
				reverse_proxy ${address} {
					header_down -Status
					transport fastcgi {
						dial_timeout 5s
						read_timeout ${patience}s
						write_timeout ${patience}s
						${secret}
					}
				}
			}
			""");

	@Override
	public String product() {
		return "Caddy";
	}

	@Override
	public WireProtocol protocol() {
		return WireProtocol.FASTCGI;
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		return TEMPLATE.fill(Map.of("name", application.name(), "notes", notes.general(), "authorizers",
				notes.unaskedAuthorizers(), "body", application.limits().maxBodySize(), "address",
				target.place().write(Place.Tcp::toString, (unix) -> "unix/" + unix.path()), "patience",
				application.patience(), "secret",
				target.secretLines((param) -> "env %s \"%s\"".formatted(param, Target.SECRET))));
	}

}
