package io.fastcgi.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the request says.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestOptions {

	@Option(names = { "-X", "--request" }, paramLabel = "METHOD",
			description = "The request method. Otherwise GET, HEAD with -I, POST with a body, PUT with -T.")
	@Nullable String method;

	@Option(names = { "-H", "--header" }, paramLabel = "'NAME: VALUE'", converter = Header.Converter.class,
			description = "A header field, sent as HTTP_NAME. 'NAME;' sends an empty one, 'NAME:' none.")
	List<Header> headers = new ArrayList<>();

	@Option(names = { "-A", "--user-agent" }, paramLabel = "NAME", description = "The header field User-Agent.")
	@Nullable String userAgent;

	@Option(names = { "-b", "--cookie" }, paramLabel = "NAME=VALUE", description = "A cookie.")
	List<String> cookies = new ArrayList<>();

	@Option(names = { "-u", "--user" }, paramLabel = "USER:PASSWORD",
			description = "The header field Authorization, for Basic authentication.")
	@Nullable String user;

	@Option(names = { "-p", "--param" }, paramLabel = "NAME=VALUE", mapFallbackValue = Option.NULL_VALUE,
			description = "A param as it is. 'NAME=' sends an empty one, 'NAME' none.")
	Map<String, Optional<String>> params = new LinkedHashMap<>();

	@Option(names = "--no-default-params",
			description = "Send only the params that other options ask for, not those that nginx sends.")
	boolean noDefaultParams;

}
