package io.fastcgi.engine.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * A range of addresses.
 *
 * @param address an address in it
 * @param prefix the number of bits that all its addresses share
 * @author FastCGI Spring Boot maintainers
 */
record Cidr(InetAddress address, int prefix) {

	private static final int MAPPED_BITS = 96;

	static Cidr parse(String text) {
		String trimmed = text.trim();
		int slash = trimmed.indexOf('/');
		byte[] address = bytes((slash < 0) ? trimmed : trimmed.substring(0, slash), trimmed);
		int bits = address.length * Byte.SIZE;
		int prefix = (slash < 0) ? bits : prefix(trimmed.substring(slash + 1), bits, trimmed);
		InetAddress unmapped = unmapped(address);
		int cut = bits - unmapped.getAddress().length * Byte.SIZE;
		if (prefix < cut) {
			throw new IllegalArgumentException(
					"'%s' is a range of IPv4 addresses, so its prefix length must be %d or more; write it as IPv4"
						.formatted(trimmed, MAPPED_BITS));
		}
		return new Cidr(unmapped, prefix - cut);
	}

	private static byte[] bytes(String address, String text) {
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		if (bytes == null || address.startsWith("[")) {
			throw new IllegalArgumentException(
					"'%s' is no IP address and no CIDR range; write it like 192.0.2.1, 10.0.0.0/8 or 2001:db8::/32"
						.formatted(text));
		}
		return bytes;
	}

	private static int prefix(String prefix, int bits, String text) {
		if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
			throw new IllegalArgumentException(
					"The prefix length of '%s' must be a number from 0 to %d".formatted(text, bits));
		}
		return Integer.parseInt(prefix);
	}

	/**
	 * Return the address that some bytes are. The JDK takes sixteen bytes that hold an
	 * IPv4 address for that address.
	 * @param address four or sixteen bytes
	 * @return the address
	 */
	static InetAddress unmapped(byte[] address) {
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	IpSubnetFilterRule rule() {
		return new IpSubnetFilterRule(this.address, this.prefix, IpFilterRuleType.ACCEPT);
	}

}
