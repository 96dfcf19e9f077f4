package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a decoder made of its input, with the pieces of a stream put together: where a
 * stream is cut has no meaning.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Decoded {

	private final List<String> labels = new ArrayList<>();

	private final List<ByteArrayOutputStream> contents = new ArrayList<>();

	private final List<String> failures = new ArrayList<>();

	/**
	 * Add something that is not a piece of anything.
	 */
	Decoded add(String label, byte[] content) {
		this.labels.add(label);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(content);
		this.contents.add(bytes);
		return this;
	}

	/**
	 * Add a piece of a stream, which continues what came before if that has the same
	 * label.
	 */
	Decoded append(String label, byte[] content) {
		int last = this.labels.size() - 1;
		if (last >= 0 && this.labels.get(last).equals(label)) {
			this.contents.get(last).writeBytes(content);
		}
		else if (content.length > 0) {
			add(label, content);
		}
		return this;
	}

	Decoded fail(String message) {
		this.failures.add(message);
		return this;
	}

	List<String> labels() {
		return this.labels;
	}

	List<String> failures() {
		return this.failures;
	}

	byte[] content(int index) {
		return this.contents.get(index).toByteArray();
	}

	int totalLength() {
		return this.contents.stream().mapToInt(ByteArrayOutputStream::size).sum();
	}

	/**
	 * Everything as text, to be compared.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.labels.size(); i++) {
			text.append(this.labels.get(i)).append(' ').append(HexFormat.of().formatHex(content(i))).append('\n');
		}
		return text.append(this.failures).toString();
	}

}
