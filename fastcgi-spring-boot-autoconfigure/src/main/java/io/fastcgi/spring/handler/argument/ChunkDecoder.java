package io.fastcgi.spring.handler.argument;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

import org.jspecify.annotations.Nullable;

/**
 * Turns the pieces of a body into what a subscriber takes.
 *
 * @param <T> the type that it takes
 * @author FastCGI Spring Boot maintainers
 */
interface ChunkDecoder<T> {

	/**
	 * Decode a piece.
	 * @param chunk the piece, not empty
	 * @return what it says or {@code null} if it says nothing yet
	 */
	@Nullable T decode(byte[] chunk);

	/**
	 * Decode what is left at the end.
	 * @return the rest or {@code null} if there is none
	 */
	default @Nullable T end() {
		return null;
	}

	/**
	 * Decodes to buffers.
	 */
	record ToByteBuffer() implements ChunkDecoder<ByteBuffer> {

		@Override
		public ByteBuffer decode(byte[] chunk) {
			return ByteBuffer.wrap(chunk);
		}

	}

	/**
	 * Decodes to arrays.
	 */
	record ToBytes() implements ChunkDecoder<byte[]> {

		@Override
		public byte[] decode(byte[] chunk) {
			return chunk;
		}

	}

	/**
	 * Decodes to text, of which a character may be spread over pieces.
	 */
	final class ToText implements ChunkDecoder<String> {

		private final CharsetDecoder decoder;

		private byte[] rest = {};

		ToText(Charset charset) {
			this.decoder = charset.newDecoder()
				.onMalformedInput(CodingErrorAction.REPLACE)
				.onUnmappableCharacter(CodingErrorAction.REPLACE);
		}

		@Override
		public @Nullable String decode(byte[] chunk) {
			return decode(chunk, false);
		}

		@Override
		public @Nullable String end() {
			return decode(new byte[0], true);
		}

		private @Nullable String decode(byte[] chunk, boolean last) {
			ByteBuffer bytes = ByteBuffer.allocate(this.rest.length + chunk.length).put(this.rest).put(chunk).flip();
			CharBuffer text = CharBuffer
				.allocate((int) Math.ceil(bytes.remaining() * this.decoder.maxCharsPerByte()) + 16);
			this.decoder.decode(bytes, text, last);
			if (last) {
				this.decoder.flush(text);
			}
			this.rest = new byte[bytes.remaining()];
			bytes.get(this.rest);
			return (text.flip().hasRemaining()) ? text.toString() : null;
		}

	}

}
