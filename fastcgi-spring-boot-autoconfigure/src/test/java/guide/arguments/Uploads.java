package guide.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/**
 * Forms with files.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Uploads {

	// tag::files[]
	@FastCgiHandler(path = "/photos", method = RequestMethod.POST)
	String upload(@RequestParam String album, @RequestParam("photo") List<MultipartFile> photos) throws IOException {
		for (MultipartFile photo : photos) {
			photo.transferTo(Path.of("/srv/photos", UUID.randomUUID().toString()));
		}
		return "%d photos for %s".formatted(photos.size(), album);
	}
	// end::files[]

	// tag::part[]
	@FastCgiHandler(path = "/documents", method = RequestMethod.POST)
	String upload(@Valid @RequestPart Description description, @RequestPart MultipartFile file) {
		return description.title() + " has " + file.getSize() + " bytes";
	}

	record Description(@NotBlank String title) {

	}
	// end::part[]

}
