package guide.errors;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;

// tag::exceptions[]
@FastCgiHandler("/accounts")
class Accounts {

	@FastCgiHandler("/{id}/debit/{amount}")
	String debit(@PathVariable String id, @PathVariable int amount) {
		if (id.equals("old")) {
			throw new OfferEndedException();
		}
		if (amount > 100) {
			throw new OverdrawnException(amount);
		}
		return "done";
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.CONFLICT)
	ProblemDetail overdrawn(OverdrawnException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "%d is too much".formatted(ex.amount));
	}

	static class OverdrawnException extends RuntimeException {

		private final int amount;

		OverdrawnException(int amount) {
			this.amount = amount;
		}

	}

}
// end::exceptions[]
