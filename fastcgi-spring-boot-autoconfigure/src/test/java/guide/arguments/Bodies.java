package guide.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.http.RequestEntity;
import org.springframework.util.FileCopyUtils;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Bodies.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Bodies {

	// tag::stream[]
	@FastCgiHandler(path = "/backup", method = RequestMethod.PUT)
	void backup(InputStream body) throws IOException {
		Files.copy(body, Path.of("/var/backups/app.tar"), StandardCopyOption.REPLACE_EXISTING);
	}

	@FastCgiHandler(path = "/shout", method = RequestMethod.POST, produces = "text/plain")
	void shout(Reader reader, PrintWriter writer) throws IOException {
		writer.println(FileCopyUtils.copyToString(reader).toUpperCase(Locale.ROOT));
	}
	// end::stream[]

	// tag::body[]
	@FastCgiHandler(path = "/notes", method = RequestMethod.POST)
	String create(@Valid @RequestBody Note note) {
		return "created " + note.text();
	}

	@FastCgiHandler(path = "/notes/check", method = RequestMethod.POST)
	String check(@Valid @RequestBody Note note, Errors errors) {
		return (errors.hasErrors()) ? "please write something" : "fine";
	}

	@FastCgiHandler(path = "/notes", method = RequestMethod.PUT)
	String replace(RequestEntity<Note> entity) {
		return entity.getMethod() + " " + entity.getUrl() + " " + entity.getBody();
	}

	record Note(@NotBlank String text) {

	}
	// end::body[]

}
