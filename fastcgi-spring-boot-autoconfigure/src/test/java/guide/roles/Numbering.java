package guide.roles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FilterData;

@FastCgiHandler
class Numbering {

	// tag::filter[]
	@FastCgiHandler(path = "/**/*.txt", role = Role.FILTER, produces = "text/plain")
	void number(FilterData file, PrintWriter out) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(file.content(), StandardCharsets.UTF_8));
		int number = 0;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			out.printf("%d: %s%n", ++number, line);
		}
	}
	// end::filter[]

}
