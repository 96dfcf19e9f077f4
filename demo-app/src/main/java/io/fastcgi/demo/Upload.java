package io.fastcgi.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Reads a body of any size as it arrives, without ever holding it in memory. A form with
 * a file, as a browser without a script sends it, is read completely first.
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

	@FastCgiHandler(method = RequestMethod.POST, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	Receipt upload(@RequestParam MultipartFile file) throws IOException, NoSuchAlgorithmException {
		try (InputStream content = file.getInputStream()) {
			return upload(content);
		}
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
