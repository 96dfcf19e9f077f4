package io.fastcgi.cli;

import io.fastcgi.test.TestResponse;

/**
 * What the protocolStatus of END_REQUEST means.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ProtocolStatus {

	private ProtocolStatus() {
	}

	static String nameOf(int status) {
		return switch (status) {
			case TestResponse.REQUEST_COMPLETE -> "REQUEST_COMPLETE";
			case TestResponse.CANT_MPX_CONN -> ExitCode.CANT_MPX_CONN.name();
			case TestResponse.OVERLOADED -> ExitCode.OVERLOADED.name();
			case TestResponse.UNKNOWN_ROLE -> ExitCode.UNKNOWN_ROLE.name();
			default -> String.valueOf(status);
		};
	}

	static void requireComplete(int status) {
		switch (status) {
			case TestResponse.CANT_MPX_CONN -> throw new Failure(ExitCode.CANT_MPX_CONN,
					"The server refused the request (CANT_MPX_CONN): it takes one request at a time on a connection, "
							+ "and holds this for a second one");
			case TestResponse.OVERLOADED -> throw new Failure(ExitCode.OVERLOADED,
					"The server refused the request (OVERLOADED): it lacks something that the request needs, "
							+ "so try again later or look into its log");
			case TestResponse.UNKNOWN_ROLE -> throw new Failure(ExitCode.UNKNOWN_ROLE,
					"The server refused the request (UNKNOWN_ROLE): it does not play this role, so try another --role");
			default -> {
				// REQUEST_COMPLETE; the client lets no other through
			}
		}
	}

}
