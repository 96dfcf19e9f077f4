package guide.arguments;

import java.util.List;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Form objects.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Forms {

	// tag::errors[]
	@FastCgiHandler(path = "/guests/preview", method = RequestMethod.POST)
	String preview(@Valid @ModelAttribute Guest guest, BindingResult result) {
		return (result.hasErrors()) ? "Please correct: " + result.getFieldErrors() : "Looks good";
	}
	// end::errors[]

	// tag::form[]
	@FastCgiHandler(path = "/guests", method = RequestMethod.POST)
	String sign(@Valid @ModelAttribute Guest guest) {
		return "Welcome, " + guest.name();
	}

	record Guest(@NotBlank String name, @Email String mail, @Nullable List<String> interests,
			@Nullable Address address) {

	}

	record Address(String city, String country) {

	}
	// end::form[]

}
