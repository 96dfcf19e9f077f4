package guide.results;

import java.util.List;

import io.fastcgi.spring.annotation.FastCgiHandler;

@FastCgiHandler("/table")
class Tables {

	@FastCgiHandler
	Table table() {
		return new Table(List.of(List.of("a", "b"), List.of("c", "d")));
	}

}
