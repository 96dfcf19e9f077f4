package io.fastcgi.demo;

import java.io.IOException;
import java.io.OutputStream;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Writes a body of any size piece by piece, as fast as the client reads it.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/download")
class Download {

	private static final byte[] PIECE = piece();

	@FastCgiHandler(method = RequestMethod.GET, produces = "application/octet-stream")
	void download(@RequestParam long bytes, OutputStream body) throws IOException {
		if (bytes < 0) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'bytes' must not be negative");
		}
		for (long left = bytes; left > 0; left -= PIECE.length) {
			body.write(PIECE, 0, (int) Math.min(left, PIECE.length));
		}
	}

	// Byte number n of a download is n % 251. The length of the piece is a multiple of
	// 251,
	// so it can be repeated.
	private static byte[] piece() {
		byte[] piece = new byte[64 * 251];
		for (int n = 0; n < piece.length; n++) {
			piece[n] = (byte) (n % 251);
		}
		return piece;
	}

}
