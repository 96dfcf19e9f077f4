package io.fastcgi.engine.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Page with blocks of Java code. The line before a block says which snippet it shows.
 *
 * @param lines the lines
 */
record Page(List<String> lines) {

	private static final Pattern COMMENT = Pattern.compile("<!-- snippet: (guide/\\S+\\.java#[\\w-]+) -->");

	private static final String FENCE = "```";

	private static final Pattern JAVA = Pattern.compile("\\s*```+\\s*java\\b.*", Pattern.CASE_INSENSITIVE);

	static Page of(String text) {
		return new Page(List.of(text.split("\n", -1)));
	}

	List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		for (int i = 0; i < this.lines.size(); i++) {
			if (JAVA.matcher(this.lines.get(i)).matches()) {
				int end = i + 1 + this.lines.subList(i + 1, this.lines.size()).indexOf(FENCE);
				List<String> code = this.lines.subList(i + 1, Math.max(i + 1, end));
				blocks.add(new Block(i + 1, (i > 0) ? name(this.lines.get(i - 1)) : null, code));
			}
		}
		return blocks;
	}

	private static @Nullable String name(String line) {
		Matcher comment = COMMENT.matcher(line);
		return (comment.matches()) ? comment.group(1) : null;
	}

	/**
	 * Return the page with other code in its blocks.
	 * @param code returns the code for a snippet, or {@code null} to leave it
	 * @return the text
	 */
	String with(UnaryOperator<@Nullable String> code) {
		List<String> text = new ArrayList<>(this.lines);
		List<Block> blocks = new ArrayList<>(blocks());
		for (int i = blocks.size() - 1; i >= 0; i--) {
			Block block = blocks.get(i);
			String replacement = (block.snippet() != null) ? code.apply(block.snippet()) : null;
			if (replacement != null) {
				List<String> old = text.subList(block.line(), block.line() + block.lines().size());
				old.clear();
				old.addAll(replacement.lines().toList());
			}
		}
		return text.stream().collect(Collectors.joining("\n"));
	}

	/**
	 * Block of Java code.
	 *
	 * @param line the number of the line that it begins on
	 * @param snippet the name of the snippet, if the line before says it
	 * @param lines the lines of the code
	 */
	record Block(int line, @Nullable String snippet, List<String> lines) {

		String code() {
			return String.join("\n", this.lines);
		}

	}

}
