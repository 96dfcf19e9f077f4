package io.fastcgi.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What only FastCGI has.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiOptions {

	@Option(names = "--role", paramLabel = "ROLE", converter = RoleConverter.class,
			description = "responder, authorizer, filter, or a number.")
	@Nullable Integer role;

	@Option(names = "--filter-data", paramLabel = "TEXT|@FILE|@-", description = "What a filter is to filter.")
	@Nullable String filterData;

	@Option(names = "--keep-conn", negatable = true,
			description = "Ask, or do not ask, to keep the connection: FCGI_KEEP_CONN. Set by --repeat.")
	@Nullable Boolean keepConnection;

	@Option(names = "--get-values", description = "Show FCGI_MAX_CONNS, FCGI_MAX_REQS and FCGI_MPXS_CONNS.")
	boolean getValues;

	boolean isUsed() {
		return this.role != null || this.filterData != null || this.keepConnection != null || this.getValues;
	}

}
