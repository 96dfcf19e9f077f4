package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.exchange.WireProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The front ends for which there are configurations, by their names.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FrontEnds {

	private final Map<String, FrontEnd> frontEnds;

	/**
	 * Create the front ends.
	 */
	public FrontEnds() {
		Map<String, FrontEnd> all = new LinkedHashMap<>();
		all.put("nginx", new Nginx(WireProtocol.FASTCGI));
		all.put("nginx-scgi", new Nginx(WireProtocol.SCGI));
		all.put("apache", new Apache(WireProtocol.FASTCGI));
		all.put("apache-scgi", new Apache(WireProtocol.SCGI));
		all.put("lighttpd", new Lighttpd(WireProtocol.FASTCGI));
		all.put("lighttpd-scgi", new Lighttpd(WireProtocol.SCGI));
		all.put("haproxy", new Haproxy());
		all.put("caddy", new Caddy());
		all.put("h2o", new H2o());
		this.frontEnds = Collections.unmodifiableMap(all);
	}

	/**
	 * Return the names.
	 * @return the names, in lower case
	 */
	public List<String> names() {
		return List.copyOf(this.frontEnds.keySet());
	}

	/**
	 * Write the configuration of a front end.
	 * @param name the name of the front end
	 * @param application the application, or {@code null} if its server does not run
	 * @return the configuration, which is nothing but comments if the front end cannot
	 * reach the application, or {@code null} if there is no front end of that name
	 */
	public @Nullable String configure(String name, @Nullable ServedApplication application) {
		FrontEnd frontEnd = this.frontEnds.get(name);
		if (frontEnd == null) {
			return null;
		}
		if (application == null) {
			return text(List.of("The FastCGI server does not run, so it is not known where it listens."));
		}
		Choice choice = Choice.of(frontEnd, application.listeners());
		if (choice.targets().isEmpty()) {
			return text(unreachable(frontEnd, choice));
		}
		Notes notes = new Notes(frontEnd, choice, application);
		return frontEnd.configure(choice.targets().get(0), application, notes);
	}

	/**
	 * Return the line that matters most, for each front end for which it is short.
	 * @param listener where the application listens
	 * @return the lines, each after the name of the front end
	 */
	List<String> hints(ListenerState listener) {
		List<String> hints = new ArrayList<>();
		for (FrontEnd frontEnd : this.frontEnds.values()) {
			for (Target target : Choice.of(frontEnd, List.of(listener)).targets()) {
				String hint = frontEnd.hint(target);
				if (hint != null) {
					hints.add("%s: %s".formatted(frontEnd.product(), hint));
				}
			}
		}
		return hints;
	}

	private static List<String> unreachable(FrontEnd frontEnd, Choice choice) {
		List<String> lines = new ArrayList<>();
		lines.add("%s cannot reach this application over %s.".formatted(frontEnd.product(),
				(frontEnd.protocol() == WireProtocol.SCGI) ? "SCGI" : "FastCGI"));
		lines.addAll(choice.objections());
		lines.add(
				"Set 'fastcgi.server.port' or 'fastcgi.server.unix.path', or add an entry to 'fastcgi.server.listeners'");
		lines.add("that says where it can.");
		return lines;
	}

	private static String text(List<String> comments) {
		return String.join("\n", Notes.comments(comments)) + "\n";
	}

}
