package io.fastcgi.engine.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

import io.netty.channel.Channel;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import org.jspecify.annotations.Nullable;

/**
 * Admits peers by their IP addresses; whoever does not come over TCP has none. An IPv4
 * address that is written as an IPv6 one ({@code ::ffff:192.0.2.1}) is the same address,
 * in the list as at the peer.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class AllowedAddresses implements AccessRule {

	private final String name;

	private final List<IpSubnetFilterRule> subnets;

	private AllowedAddresses(String name, List<IpSubnetFilterRule> subnets) {
		this.name = name;
		this.subnets = subnets;
	}

	/**
	 * Create a rule for addresses and CIDR ranges. Names of hosts are not accepted,
	 * because somebody else decides what they stand for.
	 * @param name where the list is to be changed, for the log
	 * @param addresses literal addresses, each with or without a prefix length, such as
	 * {@code 192.0.2.1}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}; nobody is admitted
	 * if there are none
	 * @return the rule
	 * @throws IllegalArgumentException if one is no address; the message says which
	 */
	public static AllowedAddresses of(String name, List<String> addresses) {
		return new AllowedAddresses(name, addresses.stream().map((address) -> Cidr.parse(address).rule()).toList());
	}

	@Override
	public @Nullable String objectionTo(Channel channel) {
		SocketAddress peer = channel.remoteAddress();
		if (!(peer instanceof InetSocketAddress address) || address.isUnresolved()) {
			return "%s admits IP addresses, and it does not come over TCP".formatted(this.name);
		}
		InetSocketAddress plain = unmapped(address);
		return (this.subnets.stream().anyMatch((subnet) -> subnet.matches(plain))) ? null
				: "%s does not list its address; add it if a front end is there".formatted(this.name);
	}

	private static InetSocketAddress unmapped(InetSocketAddress address) {
		if (address.getAddress() instanceof Inet6Address mapped) {
			InetAddress plain = Cidr.unmapped(mapped.getAddress());
			return new InetSocketAddress(plain, address.getPort());
		}
		return address;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
