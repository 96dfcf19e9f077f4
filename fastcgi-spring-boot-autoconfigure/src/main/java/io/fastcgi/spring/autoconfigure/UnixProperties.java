package io.fastcgi.spring.autoconfigure;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import io.fastcgi.engine.Endpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Properties of a Unix domain socket to listen on.
 *
 * @param path Path of the socket. A socket that a process left there which is gone is
 * replaced, anything else is left alone.
 * @param permissions Permissions of the socket, such as "rw-rw-rw-" or "0666". Who may
 * write may connect.
 * @param owner User, by name or number, to own the socket. Only root can give it away.
 * @param group Group, by name or number, of the socket. The user of this process has to
 * be a member of it.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record UnixProperties(@Nullable Path path, @Nullable String permissions, @Nullable String owner,
		@Nullable String group) {

	private static final String DEFAULT_PERMISSIONS = "rw-rw----";

	/**
	 * Check the values.
	 */
	public UnixProperties {
		parse(permissions);
		Assert.isTrue(path != null || (permissions == null && owner == null && group == null),
				"'permissions', 'owner' and 'group' are those of a socket, and need its 'path'");
	}

	Endpoint.@Nullable Unix toEndpoint() {
		return (this.path != null) ? new Endpoint.Unix(this.path, parse(this.permissions), this.owner, this.group)
				: null;
	}

	private static Set<PosixFilePermission> parse(@Nullable String value) {
		String permissions = (value != null) ? value : DEFAULT_PERMISSIONS;
		if (permissions.matches("0[0-7]{3}")) {
			return fromMode(Integer.parseInt(permissions, 8));
		}
		Assert.isTrue(permissions.matches("[r-][w-][x-]".repeat(3)),
				"'permissions' must look like 'rw-rw----' or, in quotes because YAML reads it as a number "
						+ "otherwise, like '0660'");
		return PosixFilePermissions.fromString(permissions);
	}

	private static Set<PosixFilePermission> fromMode(int mode) {
		// The constants are in the order of the bits, highest first
		PosixFilePermission[] all = PosixFilePermission.values();
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : all) {
			if ((mode >> (all.length - 1 - permission.ordinal()) & 1) == 1) {
				permissions.add(permission);
			}
		}
		return permissions;
	}

}
