package guide.errors;

import io.fastcgi.spring.annotation.FastCgiHandler;

@FastCgiHandler("/future")
class Future {

	@FastCgiHandler
	String handle() {
		throw new UnsupportedOperationException();
	}

}
