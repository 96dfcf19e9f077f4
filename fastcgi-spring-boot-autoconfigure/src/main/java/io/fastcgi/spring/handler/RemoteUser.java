package io.fastcgi.spring.handler;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * User that the front end has authenticated, as far as it tells the truth:
 * {@code REMOTE_USER} and {@code AUTH_TYPE} (RFC 3875, sections 4.1.11 and 4.1.1).
 *
 * @param name the name
 * @param authType how the user was authenticated, if the front end says so
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record RemoteUser(String name, @Nullable String authType) implements Principal {

	@Override
	public String getName() {
		return this.name;
	}

}
