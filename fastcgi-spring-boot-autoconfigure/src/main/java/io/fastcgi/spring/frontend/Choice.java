package io.fastcgi.spring.frontend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.exchange.WireProtocol;

/**
 * Which listeners a front end can use.
 *
 * @param targets those that it can, in the order of the application
 * @param objections why it cannot use the others
 * @author FastCGI Spring Boot maintainers
 */
record Choice(List<Target> targets, List<String> objections) {

	static Choice of(FrontEnd frontEnd, List<ListenerState> listeners) {
		List<Target> targets = new ArrayList<>();
		List<String> objections = new ArrayList<>();
		for (ListenerState listener : listeners) {
			Place place = Place.of(listener.address());
			if (place == null) {
				objections.add(unwritable(listener.address()));
				continue;
			}
			Target target = new Target(place, listener.spec().access(),
					listener.spec().endpoint() instanceof Endpoint.Inherited);
			if (!speaks(listener.protocol(), frontEnd.protocol())) {
				objections
					.add("%s speaks another protocol. Remove its 'protocol', and it speaks both.".formatted(place));
			}
			else if (target.speaksTls() && !frontEnd.speaksTls()) {
				objections.add(
						"%s speaks TLS, which %s does not speak to applications.".formatted(place, frontEnd.product()));
			}
			else {
				targets.add(target);
			}
		}
		return new Choice(List.copyOf(targets), List.copyOf(objections));
	}

	private static String unwritable(SocketAddress address) {
		if (address instanceof InetSocketAddress tcp) {
			return "[%s]:%d cannot be written here: it means nothing without the name of a network interface."
				.formatted(AddressLiteral.of(tcp.getAddress()), tcp.getPort());
		}
		// What is in the path is left out with it
		return (address instanceof UnixDomainSocketAddress)
				? "An address that cannot be written here: a Unix domain socket needs a path of letters, "
						+ "digits and '/._+=-'."
				: "An address within the virtual machine of the application, where nobody else gets.";
	}

	private static boolean speaks(ProtocolMode mode, WireProtocol protocol) {
		return switch (mode) {
			case AUTO -> true;
			case FASTCGI -> protocol == WireProtocol.FASTCGI;
			case SCGI -> protocol == WireProtocol.SCGI;
		};
	}

}
