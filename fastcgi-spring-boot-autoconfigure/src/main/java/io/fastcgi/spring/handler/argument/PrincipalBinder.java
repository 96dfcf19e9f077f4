package io.fastcgi.spring.handler.argument;

import java.security.Principal;
import java.util.Optional;

import io.fastcgi.engine.exchange.Params;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.RemoteUser;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

/**
 * Binds parameters that take the user whom the front end has authenticated, where the
 * application says that it does so.
 *
 * @param trusted whether {@code REMOTE_USER} is such a user
 * @author FastCGI Spring Boot maintainers
 */
record PrincipalBinder(boolean trusted) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		if (type != Principal.class && type != RemoteUser.class) {
			return null;
		}
		if (!this.trusted) {
			throw Parameters.invalid(parameter,
					"takes the user from REMOTE_USER, which is not trusted: HAProxy, and nginx with $remote_user, copy "
							+ "it from the Authorization header of the client without checking a password, unless "
							+ "authentication is configured there",
					"Let the front end authenticate users, then set 'fastcgi.server.trust-remote-user=true'. To read "
							+ "the param whatever it is worth, use @CgiParam(\"REMOTE_USER\") String.");
		}
		boolean optional = parameter.getParameterType() == Optional.class;
		boolean required = !parameter.isOptional();
		return (request) -> {
			RemoteUser user = user(request.params());
			if (user == null && required) {
				throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The front end has not authenticated anybody");
			}
			return (optional) ? Optional.ofNullable(user) : user;
		};
	}

	private static @Nullable RemoteUser user(Params params) {
		String name = params.get("REMOTE_USER");
		if (!StringUtils.hasLength(name)) {
			return null;
		}
		String authType = params.get("AUTH_TYPE");
		return new RemoteUser(name, (StringUtils.hasLength(authType)) ? authType : null);
	}

}
