package io.fastcgi.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FilterData;
import io.fastcgi.spring.handler.StreamingBody;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Filter that numbers the lines of text files. It reads a file as it comes; a client that
 * has the newest version already is told so, and the file is not read.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler(role = Role.FILTER)
class LineNumbers {

	@FastCgiHandler(path = "/**", method = RequestMethod.GET, produces = "text/plain;charset=UTF-8")
	ResponseEntity<StreamingBody> number(FilterData file) {
		ResponseEntity.BodyBuilder response = ResponseEntity.ok();
		if (file.lastModified() != null) {
			response.lastModified(file.lastModified());
		}
		return response.body((body) -> number(file.content(), body));
	}

	private static void number(InputStream file, OutputStream body) throws IOException {
		LineNumberReader lines = new LineNumberReader(new InputStreamReader(file, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			body.write("%4d  %s\n".formatted(lines.getLineNumber(), line).getBytes(StandardCharsets.UTF_8));
		}
	}

}
