package io.fastcgi.spring.handler;

import java.lang.reflect.Proxy;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;

/**
 * Requests that consist of params and a role, for tests of what comes before a response.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class StubExchange {

	private StubExchange() {
	}

	public static DefaultFastCgiRequest get(String target, String... params) {
		return request("GET", target, params);
	}

	public static DefaultFastCgiRequest request(String method, String target, String... params) {
		return request(Role.RESPONDER, method, target, params);
	}

	public static DefaultFastCgiRequest request(Role role, String method, String target, String... params) {
		int query = target.indexOf('?');
		String[] all = new String[params.length + 6];
		System.arraycopy(params, 0, all, 6, params.length);
		all[0] = "REQUEST_METHOD";
		all[1] = method;
		all[2] = "REQUEST_URI";
		all[3] = target;
		all[4] = "QUERY_STRING";
		all[5] = (query >= 0) ? target.substring(query + 1) : "";
		return new DefaultFastCgiRequest(exchange(role, Params.of(all)),
				(query >= 0) ? target.substring(0, query) : target);
	}

	public static DefaultFastCgiRequest withoutQuery(String path) {
		return new DefaultFastCgiRequest(
				exchange(Role.RESPONDER, Params.of("REQUEST_METHOD", "GET", "REQUEST_URI", path)), path);
	}

	private static Exchange exchange(Role role, Params params) {
		return (Exchange) Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] { Exchange.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "role" -> role;
					case "params" -> params;
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

}
