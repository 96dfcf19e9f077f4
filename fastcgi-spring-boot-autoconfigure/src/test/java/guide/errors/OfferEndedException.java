package guide.errors;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

// tag::status[]
@ResponseStatus(code = HttpStatus.GONE, reason = "The offer has ended")
class OfferEndedException extends RuntimeException {

}
// end::status[]
