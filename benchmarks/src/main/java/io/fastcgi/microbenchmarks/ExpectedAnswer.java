package io.fastcgi.microbenchmarks;

import java.nio.charset.StandardCharsets;

/**
 * A request and how long its answer is, which is quick to check.
 *
 * @param request the bytes of the request
 * @param length the number of bytes of the answer
 * @author FastCGI Spring Boot maintainers
 */
record ExpectedAnswer(byte[] request, long length) {

	/**
	 * Ask once, and look at the answer.
	 * @param connection where to ask
	 * @param request the bytes of the request
	 * @param text what has to be in the answer
	 * @param minimum the fewest bytes that the answer has
	 * @return the request and what to expect from now on
	 */
	static ExpectedAnswer of(Answers connection, byte[] request, String text, int minimum) {
		byte[] answer = connection.copiedTo(request);
		String document = new String(answer, StandardCharsets.ISO_8859_1);
		if (!document.contains(text) || answer.length < minimum) {
			throw new IllegalStateException("Not the answer that was to be measured: " + document);
		}
		return new ExpectedAnswer(request, answer.length);
	}

	/**
	 * Ask again.
	 * @param connection where to ask
	 * @return the number of bytes of the answer
	 */
	long ask(Answers connection) {
		long answered = connection.to(this.request);
		if (answered != this.length) {
			throw new IllegalStateException("%d bytes in place of %d".formatted(answered, this.length));
		}
		return answered;
	}

}
