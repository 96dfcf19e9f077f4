package io.fastcgi.spring.handler.message;

import java.util.LinkedHashMap;
import java.util.Map;

import io.fastcgi.engine.exchange.Params;

/**
 * Params without those that carry what the client says.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class TrustedParams {

	private TrustedParams() {
	}

	public static Map<String, String> of(Params params) {
		Map<String, String> trusted = new LinkedHashMap<>();
		for (Params.Param param : params) {
			String name = param.name();
			if (!name.startsWith("HTTP_")) {
				trusted.putIfAbsent(name, param.value());
			}
		}
		return trusted;
	}

}
