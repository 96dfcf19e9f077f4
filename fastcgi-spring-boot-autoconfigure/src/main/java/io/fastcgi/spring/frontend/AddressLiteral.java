package io.fastcgi.spring.frontend;

import java.net.InetAddress;

import io.netty.util.NetUtil;

/**
 * IP addresses as administrators write them.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class AddressLiteral {

	private AddressLiteral() {
	}

	/**
	 * Write an address.
	 * @param address the address
	 * @return the address in its shortest form, such as {@code ::1}, with the network
	 * interface if it has one
	 */
	public static String of(InetAddress address) {
		String whole = address.getHostAddress();
		int scope = whole.indexOf('%');
		// Netty writes the shortest form, and leaves out the scope
		return NetUtil.toAddressString(address) + ((scope >= 0) ? whole.substring(scope) : "");
	}

}
