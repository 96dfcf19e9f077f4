package io.fastcgi.engine.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Admits peers on Unix domain sockets by the user and the group that their process had
 * when it connected ({@code SO_PEERCRED}): either of them is enough. Whoever comes over
 * TCP has neither.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class AllowedPeers implements AccessRule {

	private final Set<UserPrincipal> users;

	private final Set<GroupPrincipal> groups;

	private AllowedPeers(Set<UserPrincipal> users, Set<GroupPrincipal> groups) {
		this.users = users;
		this.groups = groups;
	}

	/**
	 * Create a rule for users and groups of this machine. Names are looked up here, so
	 * later changes of their numbers count after a restart.
	 * @param users names or numbers of users
	 * @param groups names or numbers of groups; the supplementary groups of a process do
	 * not count
	 * @return the rule
	 * @throws IllegalArgumentException if there is no such user or group; the message
	 * says which
	 */
	public static AllowedPeers of(List<String> users, List<String> groups) {
		UserPrincipalLookupService lookup = FileSystems.getDefault().getUserPrincipalLookupService();
		return new AllowedPeers(resolve("user", users, lookup::lookupPrincipalByName),
				resolve("group", groups, lookup::lookupPrincipalByGroupName));
	}

	private static <P> Set<P> resolve(String kind, List<String> names, Lookup<P> lookup) {
		Set<P> principals = new HashSet<>();
		for (String name : names) {
			try {
				principals.add(lookup.find(name.trim()));
			}
			catch (UserPrincipalNotFoundException ex) {
				throw new IllegalArgumentException("This machine has no %s '%s'".formatted(kind, name), ex);
			}
			catch (IOException ex) {
				throw new IllegalArgumentException("The %s '%s' cannot be looked up: %s".formatted(kind, name, ex), ex);
			}
		}
		return principals;
	}

	@Override
	public @Nullable String objectionTo(Channel channel) {
		PeerIdentity peer;
		try {
			peer = PeerIdentity.of(channel);
		}
		catch (IOException | RuntimeException ex) {
			return "only some users may connect, and the system does not tell who it is: " + ex.getMessage();
		}
		if (peer == null) {
			return "only some users of this machine may connect, and it does not come over a Unix domain socket";
		}
		return (this.users.contains(peer.user()) || this.groups.contains(peer.group())) ? null
				: "neither its user %s nor its group %s is allowed; add one if it is a front end".formatted(peer.user(),
						peer.group());
	}

	private interface Lookup<P> {

		P find(String name) throws IOException;

	}

}
