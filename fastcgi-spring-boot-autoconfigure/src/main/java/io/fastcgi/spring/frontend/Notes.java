package io.fastcgi.spring.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.WireProtocol;

/**
 * What whoever pastes a configuration has to know, as comments.
 *
 * @param frontEnd the front end
 * @param choice which listeners it can use
 * @param application the application
 * @author FastCGI Spring Boot maintainers
 */
record Notes(FrontEnd frontEnd, Choice choice, ServedApplication application) {

	/**
	 * What could end a comment.
	 */
	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029&&[^\\t]]");

	/**
	 * Return what is to be said in any case.
	 * @param more what is used as well, next to the first place
	 * @return the comments
	 */
	List<String> general(Target... more) {
		List<Target> used = Stream.concat(this.choice.targets().stream().limit(1), Stream.of(more)).distinct().toList();
		List<String> notes = new ArrayList<>(used.stream().flatMap(this::access).distinct().toList());
		String others = this.choice.targets()
			.stream()
			.filter((target) -> !used.contains(target))
			.map(Target::toString)
			.collect(Collectors.joining(", "));
		if (!others.isEmpty()) {
			notes.add("The application can also be reached at %s.".formatted(others));
		}
		notes.addAll(this.choice.objections());
		notes.add("The application refuses bodies of more than %d bytes with 413,"
			.formatted(this.application.limits().maxBodySize()));
		notes.add("and more than %d params or %d bytes of them with 431."
			.formatted(this.application.limits().maxParams(), this.application.limits().maxParamsSize()));
		return comments(notes);
	}

	private Stream<String> access(Target target) {
		List<String> notes = new ArrayList<>();
		if (target.place() instanceof Place.Tcp tcp && tcp.isAny()) {
			notes.add("FILL IN the address of the application's machine for %s, unless it is this one."
				.formatted(tcp.host()));
		}
		if (target.place() instanceof Place.Unix) {
			notes.add("The user of %s has to be let in, see %s.".formatted(this.frontEnd.product(), door(target)));
		}
		if (!target.access().rules().isEmpty()) {
			String rules = target.access().rules().stream().map(Object::toString).collect(Collectors.joining(", "));
			String where = (target.equals(this.choice.targets().get(0))) ? "" : " to " + target;
			notes.add("Who may connect%s is restricted by %s.".formatted(where, rules));
		}
		return notes.stream();
	}

	private static String door(Target target) {
		return (target.inherited()) ? "'SocketGroup=' of the .socket unit, or whatever else has made the socket"
				: "'fastcgi.server.unix.group', or 'fastcgi.server.listeners[n].unix.group' of an entry";
	}

	/**
	 * Return what is to be said where nobody asks the Authorizers.
	 * @return the comments, none if there are no Authorizers
	 */
	List<String> unaskedAuthorizers() {
		List<String> prefixes = this.application.authorizedPrefixes();
		if (prefixes.isEmpty()) {
			return List.of();
		}
		String protocol = (this.frontEnd.protocol() == WireProtocol.SCGI) ? " over SCGI" : "";
		return comments(List.of(
				"CAUTION: the application has Authorizers for what begins with %s,"
					.formatted(String.join(", ", prefixes)),
				"and %s does not ask them%s. Nothing here keeps anybody out.".formatted(this.frontEnd.product(),
						protocol)));
	}

	/**
	 * Make comments of lines.
	 * @param lines the lines
	 * @return the comments, the same in all configurations
	 */
	static List<String> comments(List<String> lines) {
		return lines.stream().map((line) -> "# " + CONTROL.matcher(line).replaceAll("?")).toList();
	}

}
