package io.fastcgi.spring.autoconfigure;

import java.util.List;

/**
 * What the properties say of who may connect to a listener.
 *
 * @param prefix the name of the properties up to the last dot, for messages
 * @param allowedAddresses the addresses, all if empty
 * @param allowedUsers the users, all if there are neither users nor groups
 * @param allowedGroups the groups
 * @param sharedSecret the secret
 * @param ssl TLS
 * @author FastCGI Spring Boot maintainers
 */
record AccessProperties(String prefix, List<String> allowedAddresses, List<String> allowedUsers,
		List<String> allowedGroups, SharedSecretProperties sharedSecret, SslProperties ssl) {

	List<String> allowedPeers() {
		return (this.allowedUsers.isEmpty()) ? this.allowedGroups : this.allowedUsers;
	}

	boolean restrictsTcp() {
		return !this.allowedAddresses.isEmpty() || this.sharedSecret.value() != null
				|| this.ssl.clientAuth() == SslProperties.ClientAuth.NEED;
	}

	String peersName() {
		return name((this.allowedUsers.isEmpty()) ? "allowed-groups" : "allowed-users");
	}

	String name(String property) {
		return this.prefix + "." + property;
	}

}
