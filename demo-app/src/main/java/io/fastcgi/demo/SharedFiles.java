package io.fastcgi.demo;

import java.nio.file.Path;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FrontEndFile;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Has files sent by the front end if that is configured, and sends them itself otherwise.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/files")
class SharedFiles {

	// The name may be ../../etc/passwd. What is not below fastcgi.server.send-file.root
	// is
	// not sent.
	@FastCgiHandler(path = "/{name}", method = RequestMethod.GET)
	FrontEndFile file(@PathVariable String name) {
		return FrontEndFile.of(Path.of(name));
	}

}
