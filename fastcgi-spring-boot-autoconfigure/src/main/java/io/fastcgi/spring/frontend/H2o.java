package io.fastcgi.spring.frontend;

import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.WireProtocol;

/**
 * h2o, which speaks FastCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
record H2o() implements FrontEnd {

	private static final Template TEMPLATE = new Template("""
			# h2o in front of ${name}: take this over to /etc/h2o/h2o.conf.
			${notes}
			${authorizers}

			limit-request-body: ${body}
			fastcgi.timeout.io: ${patience}000
			${keepAlive}
			hosts:
			  default:
			    listen:
			      host: 127.0.0.1
			      port: 8080
			    setenv:
			      HTTP_PROXY: ""
			      ${secret}
			    paths:
			      "/":
			        fastcgi.connect: { ${address} }
			""");

	@Override
	public String product() {
		return "h2o";
	}

	@Override
	public WireProtocol protocol() {
		return WireProtocol.FASTCGI;
	}

	@Override
	public String configure(Target target, ServedApplication application, Notes notes) {
		return TEMPLATE.fill(Map.of("name", application.name(), "notes", notes.general(), "authorizers",
				notes.unaskedAuthorizers(), "body", application.limits().maxBodySize(), "patience",
				application.patience(), "keepAlive", keepAlive(application), "secret",
				target.secretLines((param) -> "%s: \"%s\"".formatted(param, Target.SECRET)), "address",
				target.place()
					.write((tcp) -> "host: \"%s\", port: %d, type: tcp".formatted(tcp.host(), tcp.port()),
							(unix) -> "port: \"%s\", type: unix".formatted(unix.path()))));
	}

	private static List<String> keepAlive(ServedApplication application) {
		return (application.idle() > 0) ? List.of("fastcgi.timeout.keepalive: %d000".formatted(application.idle()))
				: List.of();
	}

}
