package io.fastcgi.frontend.matrix;

/**
 * Body in the chunked encoding, as far as it has come.
 *
 * @param text the chunks
 * @author FastCGI Spring Boot maintainers
 */
record Chunks(String text) {

	static String encode(String content) {
		return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n0\r\n\r\n";
	}

	String content() {
		StringBuilder content = new StringBuilder();
		for (int start = 0; size(start) > 0; start = next(start)) {
			int from = this.text.indexOf("\r\n", start) + 2;
			content.append(this.text, from, Math.min(this.text.length(), from + size(start)));
		}
		return content.toString();
	}

	boolean areComplete() {
		int start = 0;
		while (size(start) > 0) {
			start = next(start);
		}
		return size(start) == 0;
	}

	private int next(int start) {
		return this.text.indexOf("\r\n", start) + 2 + size(start) + 2;
	}

	/**
	 * Return the size of a chunk.
	 * @param start where the chunk starts
	 * @return the size, or -1 if there is no such chunk
	 */
	private int size(int start) {
		int end = this.text.indexOf("\r\n", start);
		if (start >= this.text.length() || end == -1) {
			return -1;
		}
		return Integer.parseInt(this.text.substring(start, end).replaceFirst(";.*", "").strip(), 16);
	}

}
