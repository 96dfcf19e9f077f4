package io.fastcgi.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Reads a body of any size as it arrives, without ever holding it in memory.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/upload")
class Upload {

	@FastCgiHandler(method = { RequestMethod.POST, RequestMethod.PUT })
	Receipt upload(InputStream body) throws IOException, NoSuchAlgorithmException {
		MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
		long bytes = new DigestInputStream(body, sha256).transferTo(OutputStream.nullOutputStream());
		return new Receipt(bytes, HexFormat.of().formatHex(sha256.digest()));
	}

	/**
	 * What was received.
	 *
	 * @param bytes the number of bytes
	 * @param sha256 the SHA-256 digest of the bytes, in hexadecimal digits
	 */
	record Receipt(long bytes, String sha256) {
	}

}
