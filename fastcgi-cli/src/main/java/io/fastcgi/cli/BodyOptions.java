package io.fastcgi.cli;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the body of the request is.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class BodyOptions {

	@Option(names = { "-d", "--data" }, paramLabel = "TEXT|@FILE|@-",
			description = "POST a form. Several are joined with '&'. Line ends of files are left out.")
	List<String> data = new ArrayList<>();

	@Option(names = "--data-binary", paramLabel = "TEXT|@FILE|@-", description = "The same with files as they are.")
	List<String> dataBinary = new ArrayList<>();

	@Option(names = { "-T", "--upload-file" }, paramLabel = "FILE|-",
			description = "PUT a file of any size, which is read while it is sent.")
	@Nullable String uploadFile;

}
